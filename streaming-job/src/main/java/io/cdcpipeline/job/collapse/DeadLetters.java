package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.decode.RecordHeader;
import io.cdcpipeline.job.decode.UnreadableRecord;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.Projections;
import io.cdcpipeline.job.schema.RowShape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows of the dead-letter table: each record that could not be applied, raw, and why. Tables of an earlier release have the
 * columns up to {@code headers}.
 */
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
                    column("headers", HEADERS),
                    column("operation", DataTypes.StringType),
                    column("row", DataTypes.StringType),
                    column("commit_lsn", DataTypes.LongType),
                    column("lsn", DataTypes.LongType),
                    column("transaction", DataTypes.LongType),
                    column("kept_at", DataTypes.TimestampType)),
            List.of("topic", "partition", "offset"));

    private final UnsafeProjection projection = Projections.unsafe(SHAPE.operations());

    /**
     * Why a record is one.
     *
     * @param table null when the record does not even say that
     * @param place of the change that it is, null when nothing of it is to be relied on
     */
    record Cause(TableId table, String reason, UnreadableRecord.Place place) {}

    byte[] row(KafkaRecord message, Cause cause) {
        UnreadableRecord.Place place = cause.place();
        boolean told = place != null;
        Object[] values = {
            RowOperation.PUT.code(),
            null,
            UTF8String.fromString(message.topic()),
            message.partition(),
            message.offset(),
            message.timestampMicros(),
            cause.table() == null ? null : UTF8String.fromString(cause.table().toString()),
            UTF8String.fromString(cause.reason()),
            message.key(),
            message.value(),
            new GenericArrayData(
                    message.headers().stream().map(DeadLetters::header).toArray()),
            told ? UTF8String.fromString(name(place.operation())) : null,
            told && place.row() != null ? UTF8String.fromString(place.row()) : null,
            told ? place.position().log().major() : null,
            told ? place.position().log().minor() : null,
            told ? place.position().transaction() : null,
            ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())
        };
        return projection.apply(new GenericInternalRow(values)).copy().getBytes();
    }

    private static String name(Operation operation) {
        return operation == Operation.CREATE ? "insert" : operation.name().toLowerCase(Locale.ROOT);
    }

    private static InternalRow header(RecordHeader header) {
        return new GenericInternalRow(new Object[] {UTF8String.fromString(header.name()), header.value()});
    }

    private static Column column(String name, DataType type) {
        return new Column(name, type, new Initial.Null());
    }
}
