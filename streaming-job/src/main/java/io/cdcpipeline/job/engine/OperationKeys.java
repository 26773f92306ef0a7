package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructType;

/** The keys of operations by their hashes, and what is to be done with each; 17 bytes an operation, in the driver. */
final class OperationKeys {

    private final byte[] operations;
    private final long[] high;
    private final long[] low;

    private OperationKeys(int size) {
        operations = new byte[size];
        high = new long[size];
        low = new long[size];
    }

    /** In the order of the operations. */
    static OperationKeys of(LocalOperations local, KeyHash hash) {
        List<InternalRow> rows = local.operations();
        UnsafeProjection hashes = hash.of(local.layout());
        OperationKeys keys = new OperationKeys(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            InternalRow key = hashes.apply(rows.get(i));
            keys.set(i, rows.get(i).getByte(0), KeyHash.high(key), KeyHash.low(key));
        }
        return keys;
    }

    /** In any order. */
    static OperationKeys of(SparkSession session, DistributedOperations distributed, KeyHash hash) {
        StructType layout = distributed.layout();
        Column[] hashes = hash.columns();
        InternalRow[] rows = CollectedRows.of(distributed
                .rows(session)
                .select(col(Names.quoted(layout.apply(0).name())), hashes[0], hashes[1]));
        OperationKeys keys = new OperationKeys(rows.length);
        for (int i = 0; i < rows.length; i++) {
            keys.set(i, rows[i].getByte(0), rows[i].getLong(1), rows[i].getLong(2));
        }
        return keys;
    }

    private void set(int index, byte operation, long keyHigh, long keyLow) {
        operations[index] = operation;
        high[index] = keyHigh;
        low[index] = keyLow;
    }

    int size() {
        return operations.length;
    }

    RowOperation operation(int index) {
        return RowOperation.of(operations[index]);
    }

    long high(int index) {
        return high[index];
    }

    long low(int index) {
        return low[index];
    }
}
