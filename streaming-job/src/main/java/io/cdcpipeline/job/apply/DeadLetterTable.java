package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.job.engine.OperationSource;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Keeps what could not be applied. */
final class DeadLetterTable {

    private final JobConfig config;
    private final String application;
    private final TableEngine engine;

    DeadLetterTable(JobConfig config, String application, TableEngine engine) {
        this.config = config;
        this.application = application;
        this.engine = engine;
    }

    /** One commit for the whole batch. */
    void save(StageResult stage, List<PartitionReport> reports, long batch) {
        String path = config.lake().deadLetters();
        if (engine.open(path).isEmpty()) {
            engine.create(path, DeadLetters.SHAPE, Map.of(Tables.OWNER, config.uid()));
        }
        BlockRows rows = BlockRows.plain(DeadLetters.SHAPE);
        List<OperationSource> sources = reports.stream()
                .map(r -> stage.operations(new SegmentId(null, r.topic(), r.partition(), 0), rows, r.deadLetters()))
                .toList();
        engine.commit(new TableCommit(
                path,
                DeadLetters.SHAPE,
                false,
                true,
                Set.of(),
                new Union(sources),
                new TableCommit.Transaction(application, batch),
                "{}"));
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
