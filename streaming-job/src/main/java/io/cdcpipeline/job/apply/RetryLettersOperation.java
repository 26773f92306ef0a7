package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.TableLetters;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.control.OperationResult;
import io.cdcpipeline.job.control.OperationRun;
import io.cdcpipeline.job.control.OperationRunner;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Has tables filled anew that have dead letters, and removes those that the fill has made good. The events themselves are never
 * applied: the row may be a newer one by now.
 */
final class RetryLettersOperation implements OperationRunner {

    private final Tables tables;
    private final DeadLetterTable letters;
    private final TableFills fills;
    private final SnapshotOperation snapshot;
    private final SparkSession session;

    /**
     * @param snapshot asks for fills, and follows them
     * @param session nobody else's
     */
    RetryLettersOperation(Tables tables, TableFills fills, SnapshotOperation snapshot, SparkSession session) {
        this.tables = tables;
        this.letters = tables.deadLetters();
        this.fills = fills;
        this.snapshot = snapshot;
        this.session = session;
    }

    @Override
    public boolean isAlone() {
        return false;
    }

    @Override
    public String refusal(List<TableId> named) {
        return fills.isPossible()
                ? null
                : "kind: the job cannot read tables from this source, so that nothing makes dead letters good by itself: mend the"
                        + " rows in the source, with an UPDATE for instance, whose change brings them anew, and have the letters"
                        + " removed with DropDeadLetters";
    }

    @Override
    public OperationResult run(List<TableId> named, OperationRun run) throws InterruptedException {
        List<String> troubles = new ArrayList<>();
        Map<TableId, DeadLetterTable.Found> found = found(named.isEmpty() ? withLetters(troubles) : named, troubles);
        Map<TableId, FollowedFills.Follower> filled =
                snapshot.fill(List.copyOf(found.keySet()), fills::requestGently, run);
        long good = 0;
        for (Map.Entry<TableId, FollowedFills.Follower> one : filled.entrySet()) {
            String trouble = trouble(one.getKey(), one.getValue());
            if (trouble == null) {
                good += dropFilled(found.get(one.getKey()), one, troubles);
            } else {
                troubles.add(trouble);
            }
        }
        return result(good, troubles);
    }

    private long dropFilled(
            DeadLetterTable.Found there, Map.Entry<TableId, FollowedFills.Follower> fill, List<String> troubles) {
        FilledView view =
                new FilledView(fill.getValue().state().filled(), fill.getValue().hasBegun());
        long good = letters.dropFilled(session, there, view);
        if (good < there.count()) {
            troubles.add(letters(there.count() - good) + " of " + fill.getKey()
                    + " may be of changes that the fill has not seen, and stay: retry once more");
        }
        return good;
    }

    /** What is there before any fill is asked for. */
    private Map<TableId, DeadLetterTable.Found> found(List<TableId> wanted, List<String> troubles) {
        Map<TableId, DeadLetterTable.Found> found = new LinkedHashMap<>();
        for (TableId table : wanted) {
            DeadLetterTable.Found there = letters.find(session, table);
            String trouble = there.count() == 0 ? null : trouble(table);
            if (trouble != null) {
                troubles.add(trouble);
            } else if (there.count() > 0) {
                found.put(table, there);
            }
        }
        return found;
    }

    private List<TableId> withLetters(List<String> troubles) {
        List<TableLetters> all = letters.all(session);
        all.stream()
                .filter(l -> l.table() == null)
                .forEach(
                        l -> troubles.add(
                                letters(l.count())
                                        + " do not tell their table, so that nothing can be filled for them: look at them, and drop them"));
        return all.stream()
                .filter(l -> l.table() != null)
                .map(l -> TableId.parse(l.table()))
                .toList();
    }

    /** Why no fill can make letters of the table good; null when one can. */
    private String trouble(TableId table) {
        TableContext known = tables.known(table);
        if (tables.mode(table) == TableMode.CHANGELOG) {
            return table
                    + " is a changelog: a fill brings rows, and no change that was not told; look at its letters, and drop"
                    + " them";
        }
        return known != null && known.exists() && known.state().mode() != tables.mode(table)
                ? table
                        + " is to become a table of another mode: a snapshot makes it that, and then its letters can be dropped"
                : null;
    }

    private static String trouble(TableId table, FollowedFills.Follower fill) {
        if (fill.failure() != null) {
            return fill.failure();
        }
        TableState state = fill.state();
        if (state == null) {
            return table + " was not filled; its letters stay";
        }
        return state.incomplete() == null
                ? null
                : table + " is filled, and its letters stay, since it is not whole: " + state.incomplete();
    }

    private static OperationResult result(long good, List<String> troubles) {
        String done = good == 0 ? "no dead letter was made good" : letters(good) + " made good";
        return troubles.isEmpty()
                ? new OperationResult(true, good == 0 ? "there was no dead letter" : done)
                : new OperationResult(false, done + "; " + String.join("; ", troubles));
    }

    static String letters(long count) {
        return count == 1 ? "1 dead letter" : count + " dead letters";
    }
}
