package io.cdcpipeline.bench.commit;

import static org.apache.spark.sql.functions.expr;

import io.cdcpipeline.job.engine.LocalOperations;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableWriter;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.Projections;
import io.cdcpipeline.job.schema.RowShape;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A table, and what is done to it.
 *
 * @param rows that it has
 * @param changes in a commit: nine of ten replace a row, one adds one
 */
record Accounts(long rows, int changes) {

    private static final int ROWS_A_FILE = 1_000_000;

    private static final RowShape SHAPE = new RowShape(
            List.of(
                    column("id", DataTypes.LongType),
                    column("owner", DataTypes.StringType),
                    column("balance", DataTypes.createDecimalType(12, 2)),
                    column("score", DataTypes.DoubleType),
                    column("active", DataTypes.BooleanType),
                    column("note", DataTypes.StringType)),
            List.of("id"));

    TableWriter table(SparkSession session, TableEngine engine, String path) {
        TableWriter table = engine.table(path);
        table.create(SHAPE, Map.of("delta.enableDeletionVectors", "true", "delta.checkpointInterval", "100"));
        session.range(0, rows, 1, (int) Math.max(1, rows / ROWS_A_FILE))
                .select(Stream.of(
                                "id",
                                "concat('owner ', id % 977) AS owner",
                                "CAST(id % 10000 AS DECIMAL(12,2)) AS balance",
                                "rand() AS score",
                                "id % 2 = 0 AS active",
                                "uuid() AS note")
                        .map(e -> expr(e))
                        .toArray(org.apache.spark.sql.Column[]::new))
                .write()
                .format("delta")
                .mode("append")
                .save(path);
        return table;
    }

    TableCommit commit(int number, Random random) {
        UnsafeProjection layout = Projections.unsafe(SHAPE.operations());
        List<InternalRow> changed = random.longs(0, rows + rows / 9)
                .distinct()
                .limit(changes)
                .mapToObj(id -> (InternalRow) layout.apply(row(id, random)).copy())
                .toList();
        return new TableCommit(
                SHAPE,
                TableCommit.ANY,
                TableCommit.Target.ROWS,
                TableCommit.Rows.of(new LocalOperations(SHAPE.operations(), changed)),
                new TableCommit.Transaction("bench", number),
                "{\"commit\":" + number + "}");
    }

    private static InternalRow row(long id, Random random) {
        return new GenericInternalRow(new Object[] {
            RowOperation.PUT.code(),
            null,
            id,
            UTF8String.fromString("owner " + id % 977),
            Decimal.apply(random.nextInt(1_000_000), 12, 2),
            random.nextDouble(),
            random.nextBoolean(),
            UTF8String.fromString("note " + random.nextLong())
        });
    }

    private static Column column(String name, DataType type) {
        return new Column(name, type, new Initial.Null());
    }
}
