package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.RecordHeader;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.Projections;
import io.cdcpipeline.job.schema.RowShape;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;

/** The rows of the dead-letter table: each record that could not be applied, raw, and why. */
public final class DeadLetters {

    private static final DataType HEADERS = DataTypes.createArrayType(DataTypes.createStructType(new StructField[] {
        DataTypes.createStructField("name", DataTypes.StringType, true),
        DataTypes.createStructField("value", DataTypes.BinaryType, true)
    }));

    public static final RowShape SHAPE = new RowShape(
            List.of(
                    column("topic", DataTypes.StringType),
                    column("partition", DataTypes.IntegerType),
                    column("offset", DataTypes.LongType),
                    column("timestamp", DataTypes.TimestampType),
                    column("table", DataTypes.StringType),
                    column("reason", DataTypes.StringType),
                    column("key", DataTypes.BinaryType),
                    column("value", DataTypes.BinaryType),
                    column("headers", HEADERS)),
            List.of("topic", "partition", "offset"));

    private final UnsafeProjection projection = Projections.unsafe(SHAPE.operations());

    /** @param table null when the record does not even say that */
    byte[] row(KafkaRecord message, TableId table, String reason) {
        Object[] values = {
            RowOperation.PUT.code(),
            null,
            UTF8String.fromString(message.topic()),
            message.partition(),
            message.offset(),
            message.timestampMicros(),
            table == null ? null : UTF8String.fromString(table.toString()),
            UTF8String.fromString(reason),
            message.key(),
            message.value(),
            new GenericArrayData(
                    message.headers().stream().map(DeadLetters::header).toArray())
        };
        return projection.apply(new GenericInternalRow(values)).copy().getBytes();
    }

    private static InternalRow header(RecordHeader header) {
        return new GenericInternalRow(new Object[] {UTF8String.fromString(header.name()), header.value()});
    }

    private static Column column(String name, DataType type) {
        return new Column(name, type, new Initial.Null());
    }
}
