package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.job.collapse.BlockRows;
import io.cdcpipeline.job.collapse.DeadLetters;
import io.cdcpipeline.job.collapse.PartitionReport;
import io.cdcpipeline.job.collapse.SegmentId;
import io.cdcpipeline.job.engine.OperationSource;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Keeps what could not be applied, each record once, however often it is read. Thread-safe: one commit at a time. */
final class DeadLetterTable {

    private final JobConfig config;

    DeadLetterTable(JobConfig config) {
        this.config = config;
    }

    /** One commit for all records of a batch that could not be applied; none when there is no such record. */
    synchronized void save(CollapsedBatch batch, TableEngine engine) {
        List<PartitionReport> reports = batch.reports().stream()
                .filter(r -> r.counts().deadLetters() > 0)
                .toList();
        if (reports.isEmpty()) {
            return;
        }
        String path = config.lake().deadLetters();
        long version = version(path, engine);
        BlockRows rows = BlockRows.plain(DeadLetters.SHAPE);
        List<OperationSource> sources = reports.stream()
                .map(r -> batch.operations(
                        new SegmentId(null, r.topic(), r.partition(), 0),
                        rows,
                        r.counts().deadLetters()))
                .toList();
        // Not an append: a record that is read again, from another checkpoint or by a table's retry, is there already.
        engine.commit(new TableCommit(
                path,
                DeadLetters.SHAPE,
                false,
                false,
                Set.of(),
                new Union(sources),
                new TableCommit.Transaction(config.uid() + "/dead-letters", version + 1),
                "{}"));
    }

    private long version(String path, TableEngine engine) {
        Map<String, String> owner = Map.of(Tables.OWNER, config.uid(), Tables.OWNER_NAME, config.pipeline());
        return engine.open(path)
                .orElseGet(() -> engine.create(path, DeadLetters.SHAPE, owner))
                .version();
    }

    private record Union(List<OperationSource> sources) implements OperationSource {

        @Override
        public Dataset<Row> rows(SparkSession session) {
            return sources.stream()
                    .map(s -> s.rows(session))
                    .reduce(Dataset::union)
                    .orElseThrow();
        }
    }
}
