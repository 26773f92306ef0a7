package io.cdcpipeline.observe;

import io.cdcpipeline.api.RepairMode;
import io.cdcpipeline.api.TableStatus;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether all tables are kept up to date. One that failed keeps the pipeline from being ready, since readers of that
 * table see old rows; the pipeline goes on with the others. One that is incomplete is up to date in all but what it is
 * known to lack, and filled by itself: said, but no reason to be not ready; unless the manifest wants that done by hand,
 * when it waits for a person.
 */
public final class TableConditions {

    static final String TABLES_FAILED = "TablesFailed";
    static final String TABLES_FILLING = "TablesFilling";
    static final String TABLES_INCOMPLETE = "TablesIncomplete";
    static final String REPAIR_NEEDED = "RepairNeeded";

    /** A status is stored and sent whole with every change; the metrics have all tables. */
    private static final int MAX_TABLES = 100;

    private static final int MAX_NAMED = 3;

    private TableConditions() {}

    /**
     * What a job that runs says of its tables.
     *
     * @param unfilled tables that lack the rows which they held before they were captured
     * @param repair who fills a table that lacks something
     */
    public static StageCondition of(JobStatus job, List<String> unfilled, RepairMode repair) {
        List<io.cdcpipeline.contract.TableStatus> failed = job.tables(TableCondition.FAILED);
        List<io.cdcpipeline.contract.TableStatus> incomplete = job.tables(TableCondition.INCOMPLETE);
        var sentences = new ArrayList<String>();
        if (!failed.isEmpty()) {
            sentences.add(sentence(job, failed, "failed"));
        }
        if (!incomplete.isEmpty()) {
            sentences.add(sentence(job, incomplete, "incomplete"));
        }
        if (!unfilled.isEmpty()) {
            sentences.add(unfilled(unfilled));
        }
        String lacking = sentences.isEmpty() ? TABLES_FILLING : TABLES_INCOMPLETE;
        List<String> filling = filling(job);
        if (!filling.isEmpty()) {
            sentences.add(
                    filling.size() + " of " + all(job) + " tables are being filled from the source: " + named(filling));
        }
        if (!failed.isEmpty()) {
            return new StageCondition.Failed(TABLES_FAILED, String.join("; ", sentences));
        }
        return repair == RepairMode.MANUAL && !incomplete.isEmpty() ? byHand(sentences) : ready(lacking, sentences);
    }

    private static StageCondition ready(String reason, List<String> sentences) {
        return sentences.isEmpty()
                ? new StageCondition.Ready("UpToDate", "All tables are kept up to date")
                : new StageCondition.Ready(reason, String.join("; ", sentences));
    }

    private static StageCondition byHand(List<String> sentences) {
        return new StageCondition.Failed(
                REPAIR_NEEDED,
                String.join("; ", sentences)
                        + "; spec.repair.mode is Manual: a CdcOperation with a snapshot of such a table fills it");
    }

    /** Those that are read now, and those of which nothing is there before they are. */
    private static List<String> filling(JobStatus job) {
        return job.tables().stream()
                .filter(t -> t.state() == TableCondition.FILLING
                        || t.state() == TableCondition.WAITING
                                && t.fill() != null
                                && t.fill().ended() == null)
                .map(io.cdcpipeline.contract.TableStatus::name)
                .toList();
    }

    private static long all(JobStatus job) {
        return job.tables().size() - job.tables(TableCondition.GONE).size();
    }

    private static String unfilled(List<String> tables) {
        return named(tables)
                + " came to spec.tables after the snapshot, and rows from before are not in the lake: a CdcOperation"
                + " of kind Snapshot brings them";
    }

    private static String sentence(JobStatus job, List<io.cdcpipeline.contract.TableStatus> tables, String what) {
        List<String> names = tables.stream()
                .map(t -> t.message() == null ? t.name() : t.name() + " (" + CauseText.clause(t.message()) + ")")
                .toList();
        return tables.size() + " of " + all(job) + " tables " + what + ": " + named(names);
    }

    /** The first few, and how many more there are. */
    private static String named(List<String> names) {
        String more = names.size() > MAX_NAMED ? ", and " + (names.size() - MAX_NAMED) + " more" : "";
        return String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size()))) + more;
    }

    /** Those in trouble first, then by name, up to a bound. */
    static List<TableStatus> list(JobStatus job) {
        return job.tables().stream()
                .sorted(Comparator.comparingInt((io.cdcpipeline.contract.TableStatus t) -> urgency(t.state()))
                        .thenComparing(io.cdcpipeline.contract.TableStatus::name))
                .limit(MAX_TABLES)
                .map(t -> new TableStatus(
                        t.name(),
                        t.path(),
                        t.mode(),
                        t.state().text(),
                        t.message() == null || t.message().isBlank() ? null : CauseText.brief(t.message()),
                        t.verified() == null ? null : t.verified().at(),
                        t.verified() == null ? null : t.verified().differing(),
                        t.settings() == null ? null : CauseText.brief(t.settings())))
                .toList();
    }

    private static int urgency(TableCondition condition) {
        return switch (condition) {
            case FAILED -> 0;
            case INCOMPLETE -> 1;
            case WAITING, SNAPSHOT, FILLING, LIVE, GONE -> 2;
        };
    }
}
