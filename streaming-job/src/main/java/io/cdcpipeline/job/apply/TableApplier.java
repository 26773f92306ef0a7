package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.schema.Evolution;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/** Brings the segments of one table into Delta, one after another, a commit each. */
final class TableApplier {

    /** Segments of one batch, and attempts at it, stay below that many. */
    private static final long SEGMENTS_A_BATCH = 1L << 20;

    private final Tables tables;
    private final String uid;
    private final TableEngine engine;

    TableApplier(Tables tables, String uid, TableEngine engine) {
        this.tables = tables;
        this.uid = uid;
        this.engine = engine;
    }

    TableProgress apply(TableId table, List<SegmentReport> segments, StageResult stage) {
        long start = System.nanoTime();
        TableContext context = tables.known().get(table);
        String path = tables.path(table);
        long version = -1;
        long events = 0;
        long rows = 0;
        for (SegmentReport segment : segments) {
            if (segment.failure() != null) {
                context = fail(context, segment.failure());
                continue;
            }
            context = prepare(context, path, segment);
            version = commit(path, segment, stage);
            context = new TableContext(table, context.columns(), segment.after(), null);
            tables.update(context);
            events += segment.events();
            rows += segment.rows();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new TableProgress(table, path, version, events, rows, seconds, context.state(), context.failure());
    }

    private TableContext prepare(TableContext context, String path, SegmentReport segment) {
        StructType columns = context.columns();
        if (!context.exists()) {
            columns = engine.create(path, segment.shape(), properties()).columns();
        } else if (!(segment.evolution() instanceof Evolution.None)) {
            columns = engine.evolve(path, segment.evolution()).columns();
        }
        if (context.failure() != null) {
            engine.property(path, Tables.FAILURE, null);
        }
        return new TableContext(context.table(), columns, context.state(), null);
    }

    private Map<String, String> properties() {
        return Map.of(
                Tables.OWNER,
                uid,
                "delta.enableDeletionVectors",
                "true",
                // A checkpoint of the log stalls a commit for seconds; reading a hundred small files does not.
                "delta.checkpointInterval",
                "100");
    }

    private TableContext fail(TableContext context, String failure) {
        if (context.exists()) {
            engine.property(tables.path(context.table()), Tables.FAILURE, failure);
        }
        TableContext failed = new TableContext(context.table(), context.columns(), context.state(), failure);
        tables.update(failed);
        return failed;
    }

    private long commit(String path, SegmentReport segment, StageResult stage) {
        TableState after = segment.after();
        return engine.commit(new TableCommit(
                path,
                segment.shape(),
                segment.clear(),
                segment.append(),
                segment.kept(),
                stage.rows(segment.table(), segment.index(), segment.shape(), segment.rows()),
                new TableCommit.Transaction(
                        uid + "/" + after.query(), after.batch() * SEGMENTS_A_BATCH + after.segment()),
                after.json()));
    }
}
