package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.collapse.PartitionReport;
import io.cdcpipeline.job.collapse.SegmentReport;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.progress.TableProgress;
import io.cdcpipeline.job.state.SnapshotAlignment;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.state.TopicAlignment;
import io.cdcpipeline.job.transport.TopicInfo;
import java.util.List;
import java.util.Objects;

/** Reads what a table is, and writes the result of its records: for a batch, and for a table that reads its topic by itself. */
final class LakeWriter {

    private static final String PARTITIONS =
            "its topic %s has %d partitions, which keep no order among them: delete the"
                    + " topic and let the connector create it, with one partition";

    private final Tables tables;
    private final SourceStream stream;

    LakeWriter(Tables tables, SourceStream stream) {
        this.tables = tables;
        this.stream = stream;
    }

    /** What is to be written to one table. */
    record Work(
            TableContext table, CollapsedBatch batch, List<SegmentReport> segments, PartitionReport.Outcome outcome) {}

    /**
     * @param progress what the table is now
     * @param failure why the table cannot go on, null when it can
     */
    record Written(TableContext context, TableProgress progress, String failure) {}

    /** Before anything else: what is in no table has to be in this one before it counts as done. */
    void saveDeadLetters(CollapsedBatch batch, TableEngine engine) {
        tables.deadLetters().save(batch, engine);
    }

    /**
     * The table as its log has it, held against its topic as that is now. What it lacks since is put down at once.
     *
     * @param info of the topic, null when there is none
     */
    TableContext load(TableEngine engine, TableId table, String topic, TopicInfo info) {
        return align(engine, tables.read(table, engine), topic, info);
    }

    /** As {@link #load}, for a table that was read from its log already. */
    TableContext align(TableEngine engine, TableContext read, String topic, TopicInfo info) {
        if (info != null && info.partitions() > 1) {
            throw new UnsupportedTopicException(PARTITIONS.formatted(topic, info.partitions()));
        }
        TableState since = stream.align(read).state();
        TableState state = info == null && since.gone()
                ? since
                : SnapshotAlignment.align(TopicAlignment.align(since, topic, info), tables.states());
        boolean news = !Objects.equals(state.incomplete(), read.state().incomplete());
        TableContext aligned = news && read.exists()
                ? new TableApplier(tables, engine, null, read).say(state).context()
                : read.with(state);
        return aligned.exists()
                ? new TableApplier(tables, engine, null, aligned).settle().context()
                : aligned;
    }

    /** The result of the records, in as many commits as it takes, and how far the table is then. */
    Written write(TableEngine engine, Work work) {
        TableApplier.Applied applied =
                new TableApplier(tables, engine, work.batch(), work.table()).apply(work.segments());
        if (work.segments().stream().anyMatch(s -> s.clear() || s.emptied())) {
            // A truncate gives a table other files in the source.
            tables.source().set(work.table().table(), null);
        }
        TableState reached = work.outcome() instanceof PartitionReport.Failed failed
                ? failed.state()
                : ((PartitionReport.Read) work.outcome()).state();
        // What a table has passed without a commit, it need not read again while this process runs.
        TableState state = applied.context().state().at(reached.position()).lacking(reached.incomplete());
        TableContext after = applied.context().with(state);
        String failure = work.outcome() instanceof PartitionReport.Failed failed ? failed.reason() : null;
        return new Written(after, TableReports.of(tables.path(after.table()), applied, after), failure);
    }
}
