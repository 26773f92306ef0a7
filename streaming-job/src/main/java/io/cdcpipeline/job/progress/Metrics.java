package io.cdcpipeline.job.progress;

import io.cdcpipeline.contract.JobState;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableLetters;
import io.cdcpipeline.contract.TableStatus;
import java.util.Locale;
import java.util.Map;

/** {@link JobStatus} in Prometheus' text format. */
final class Metrics {

    /** Of a reason, in a label. */
    private static final int LONGEST = 200;

    private final StringBuilder text = new StringBuilder();
    private final String pipeline;

    private Metrics(String pipeline) {
        this.pipeline = "pipeline=\"" + escaped(pipeline) + "\"";
    }

    /** @param freshness by whose commits it was measured */
    static String of(JobStatus status, Map<String, Histogram.Counts> freshness) {
        Metrics metrics = new Metrics(status.pipeline());
        metrics.job(status);
        metrics.freshness(freshness);
        metrics.tables(status);
        return metrics.text.toString();
    }

    private void job(JobStatus status) {
        one("cdcpipeline_up", "gauge", "1 while the query runs", status.state() == JobState.RUNNING ? 1 : 0);
        one("cdcpipeline_batch", "gauge", "The last batch that is in the lake", status.batch());
        one("cdcpipeline_events_total", "counter", "Records read from Kafka", status.events());
        one("cdcpipeline_repeated_total", "counter", "Changes that the lake had already", status.repeated());
        one("cdcpipeline_dead_letters", "gauge", "Records in the dead-letter table", status.deadLetters());
        if (status.lagSeconds() != null) { // no sample rather than a 0 that nobody measured
            one("cdcpipeline_lag_seconds", "gauge", "How far behind the source the lake is now", status.lagSeconds());
        }
    }

    private void freshness(Map<String, Histogram.Counts> freshness) {
        head(
                "cdcpipeline_freshness_seconds",
                "histogram",
                "From a commit in the source until what it did could be read in the lake");
        freshness.forEach((of, counts) -> {
            String labels = pipeline + ",of=\"" + of + "\"";
            counts.upTo()
                    .forEach((bound, count) ->
                            sample("cdcpipeline_freshness_seconds_bucket", labels + ",le=\"" + bound + "\"", count));
            sample("cdcpipeline_freshness_seconds_bucket", labels + ",le=\"+Inf\"", counts.count());
            sample("cdcpipeline_freshness_seconds_sum", labels, counts.sum());
            sample("cdcpipeline_freshness_seconds_count", labels, counts.count());
        });
    }

    private void tables(JobStatus status) {
        head("cdcpipeline_table_changes_total", "counter", "Changes applied to a table");
        status.tables().forEach(t -> table("cdcpipeline_table_changes_total", t, t.rows()));
        head("cdcpipeline_table_version", "gauge", "The table's version in Delta");
        status.tables().forEach(t -> table("cdcpipeline_table_version", t, t.version()));
        head("cdcpipeline_table_apply_seconds", "gauge", "How long the table's part of its last batch took");
        status.tables()
                .forEach(t -> table(
                        "cdcpipeline_table_apply_seconds", t, t.lastBatch().seconds()));
        head("cdcpipeline_table_failed", "gauge", "1 when the table is not kept up to date");
        status.tables().forEach(t -> condition("cdcpipeline_table_failed", t, TableCondition.FAILED));
        head("cdcpipeline_table_incomplete", "gauge", "1 when the table lacks something until it is filled anew");
        status.tables().forEach(t -> condition("cdcpipeline_table_incomplete", t, TableCondition.INCOMPLETE));
        head("cdcpipeline_table_filling", "gauge", "1 while all rows of the table are read from the source");
        status.tables().forEach(t -> condition("cdcpipeline_table_filling", t, TableCondition.FILLING));
        head("cdcpipeline_table_differences", "gauge", "Rows that the last comparison with the source found different");
        status.tables().stream()
                .filter(t -> t.verified() != null)
                .forEach(t ->
                        table("cdcpipeline_table_differences", t, t.verified().differing()));
        head("cdcpipeline_table_lag_seconds", "gauge", "How far behind the source the table is now");
        status.tables().stream()
                .filter(t -> t.lagSeconds() != null)
                .forEach(t -> table("cdcpipeline_table_lag_seconds", t, t.lagSeconds()));
        head(
                "cdcpipeline_table_dead_letters",
                "gauge",
                "Records of the table in the dead-letter table; reason: the first's");
        status.letters().forEach(this::letters);
    }

    /** The first reason stays the same while letters come, so that it makes no series of its own for each. */
    private void letters(TableLetters letters) {
        String reason = letters.reason().length() <= LONGEST
                ? letters.reason()
                : letters.reason().substring(0, LONGEST);
        sample(
                "cdcpipeline_table_dead_letters",
                pipeline + ",table=\"" + escaped(letters.name()) + "\",reason=\"" + escaped(reason) + "\"",
                letters.count());
    }

    private void condition(String name, TableStatus table, TableCondition condition) {
        table(name, table, table.state() == condition ? 1 : 0);
    }

    private void one(String name, String type, String help, double value) {
        head(name, type, help);
        sample(name, pipeline, value);
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void table(String name, TableStatus table, double value) {
        sample(name, pipeline + ",table=\"" + escaped(table.name()) + "\"", value);
    }

    private void sample(String name, String labels, double value) {
        String number = value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6f", value);
        text.append(name).append('{').append(labels).append("} ").append(number).append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
