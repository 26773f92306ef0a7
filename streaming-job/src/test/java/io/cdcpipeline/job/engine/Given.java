package io.cdcpipeline.job.engine;

import io.cdcpipeline.job.schema.RowShape;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.unsafe.types.UTF8String;

/** Row operations out of lines: {@code PATCH 1 name =}, where {@code =} is a column that keeps its value. */
final class Given {

    private Given() {}

    static OperationSource operations(RowShape shape, String... lines) {
        return new LocalOperations(shape.operations(), rows(shape, lines));
    }

    /** The same; something happens when they are read for the first time. */
    static OperationSource operations(RowShape shape, Runnable first, String... lines) {
        List<InternalRow> rows = rows(shape, lines);
        AtomicBoolean read = new AtomicBoolean();
        return new LocalOperations(shape.operations(), new AbstractList<>() {
            @Override
            public InternalRow get(int index) {
                if (!read.getAndSet(true)) {
                    first.run();
                }
                return rows.get(index);
            }

            @Override
            public int size() {
                return rows.size();
            }
        });
    }

    /** Lines of operations, with the former key behind. */
    static OperationSource moves(RowShape shape, String... lines) {
        List<InternalRow> rows = new ArrayList<>();
        for (String line : lines) {
            int last = line.lastIndexOf(' ');
            InternalRow row = row(shape, line.substring(0, last).split(" "));
            InternalRow origin = new GenericInternalRow(new Object[] {
                value(line.substring(last + 1), shape.columns().get(0).type())
            });
            rows.add(UnsafeProjection.create(shape.moves())
                    .apply(new JoinedRow(row, origin))
                    .copy());
        }
        return new LocalOperations(shape.moves(), rows);
    }

    static OperationSource distributed(SparkSession session, RowShape shape, String... lines) {
        JavaRDD<InternalRow> rows =
                JavaSparkContext.fromSparkContext(session.sparkContext()).parallelize(rows(shape, lines), 2);
        return new DistributedOperations(shape.operations(), rows, lines.length);
    }

    static byte[] field(DataType type, Object value) {
        return UnsafeProjection.create(new DataType[] {type})
                .apply(new GenericInternalRow(new Object[] {value}))
                .copy()
                .getBytes();
    }

    static String text(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i) instanceof byte[] b
                        ? new String(b, StandardCharsets.UTF_8)
                        : String.valueOf(row.get(i)))
                .collect(Collectors.joining(" "));
    }

    private static List<InternalRow> rows(RowShape shape, String... lines) {
        List<InternalRow> rows = new ArrayList<>();
        UnsafeProjection unsafe = UnsafeProjection.create(shape.operations());
        for (String line : lines) {
            rows.add(unsafe.apply(row(shape, line.split(" "))).copy());
        }
        return rows;
    }

    private static InternalRow row(RowShape shape, String[] words) {
        Object[] values = new Object[words.length + 1];
        values[0] = RowOperation.valueOf(words[0]).code();
        String kept =
                Arrays.stream(words).skip(1).map(w -> w.equals("=") ? "1" : "0").collect(Collectors.joining());
        values[1] = kept.contains("1") ? UTF8String.fromString(kept) : null;
        for (int i = 1; i < words.length; i++) {
            values[i + 1] = value(words[i], shape.columns().get(i - 1).type());
        }
        return new GenericInternalRow(values);
    }

    private static Object value(String word, DataType type) {
        if (word.equals("null") || word.equals("=")) {
            return null;
        }
        if (type instanceof IntegerType) {
            return Integer.parseInt(word);
        }
        if (type instanceof LongType) {
            return Long.parseLong(word);
        }
        return type instanceof BinaryType ? word.getBytes(StandardCharsets.UTF_8) : UTF8String.fromString(word);
    }
}
