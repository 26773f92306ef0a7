package io.cdcpipeline.bench.decode;

import io.cdcpipeline.job.decode.KafkaRecord;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JsonToStructs;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.immutable.Map$;

/** {@code from_json}, with the one schema that a job of a single table would give it. */
final class FromJson {

    private static final StructType ROW =
            StructType.fromDDL("id BIGINT, branch INT, owner STRING, note STRING, open BOOLEAN, balance DOUBLE");

    private static final StructType EVENT = new StructType()
            .add(
                    "payload",
                    new StructType()
                            .add("before", ROW)
                            .add("after", ROW)
                            .add(
                                    "source",
                                    StructType.fromDDL(
                                            "lsn BIGINT, txId BIGINT, ts_ms BIGINT, schema STRING, table STRING"))
                            .add("op", DataTypes.StringType));

    private final JsonToStructs function = new JsonToStructs(
            EVENT, Map$.MODULE$.empty(), new BoundReference(0, DataTypes.StringType, true), Option.apply("UTC"));

    Object read(KafkaRecord event) {
        InternalRow row = new GenericInternalRow(new Object[] {UTF8String.fromBytes(event.value())});
        return function.eval(row);
    }
}
