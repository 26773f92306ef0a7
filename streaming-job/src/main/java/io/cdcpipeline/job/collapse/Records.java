package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.RecordHeader;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.StructType;

/** Reads the rows of Spark's Kafka source (with headers) as Kafka's records. */
final class Records {

    private final int key;
    private final int value;
    private final int topic;
    private final int partition;
    private final int offset;
    private final int timestamp;
    private final int headers;

    Records(StructType source) {
        this.key = source.fieldIndex("key");
        this.value = source.fieldIndex("value");
        this.topic = source.fieldIndex("topic");
        this.partition = source.fieldIndex("partition");
        this.offset = source.fieldIndex("offset");
        this.timestamp = source.fieldIndex("timestamp");
        this.headers = source.fieldIndex("headers");
    }

    KafkaRecord record(InternalRow row) {
        return new KafkaRecord(
                row.getUTF8String(topic).toString(),
                row.getInt(partition),
                row.getLong(offset),
                row.getLong(timestamp),
                row.isNullAt(key) ? null : row.getBinary(key),
                row.isNullAt(value) ? null : row.getBinary(value),
                row.isNullAt(headers) ? List.of() : headers(row.getArray(headers)));
    }

    private static List<RecordHeader> headers(ArrayData array) {
        List<RecordHeader> headers = new ArrayList<>(array.numElements());
        for (int i = 0; i < array.numElements(); i++) {
            InternalRow header = array.getStruct(i, 2);
            headers.add(new RecordHeader(
                    header.getUTF8String(0).toString(), header.isNullAt(1) ? null : header.getBinary(1)));
        }
        return headers;
    }
}
