package io.cdcpipeline.job.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.XxHash64;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * A key as 128 bits: two of Spark's own hashes, which take -0.0 for 0.0 and any NaN for another as a comparison does. A billion
 * keys have two that share all bits with a probability of 10^-21.
 *
 * @param key the key's columns, in its order
 * @param first and {@code second} start the two hashes; as nobody outside knows them, nobody can make keys that collide
 */
record KeyHash(StructType key, long first, long second) {

    /** Of a key's columns in a table, to be computed where its rows are. */
    Column[] columns() {
        List<Expression> values = new ArrayList<>();
        for (StructField field : key.fields()) {
            values.add(new Column(Names.quoted(field.name())).expr());
        }
        return new Column[] {new Column(hash(values, first)), new Column(hash(values, second))};
    }

    /**
     * Computes both for one row after another. Not thread-safe.
     *
     * @param layout of the rows, which have the key's columns among others
     */
    UnsafeProjection of(StructType layout) {
        List<Expression> values = new ArrayList<>();
        for (StructField field : key.fields()) {
            values.add(new BoundReference(layout.fieldIndex(field.name()), field.dataType(), true));
        }
        return UnsafeProjection.create(JavaConverters.asScalaBuffer(List.of(hash(values, first), hash(values, second)))
                .toSeq());
    }

    static long high(InternalRow hashes) {
        return hashes.getLong(0);
    }

    static long low(InternalRow hashes) {
        return hashes.getLong(1);
    }

    /** Spark leaves NULL out of a hash, so that (NULL, 1) would be (1, NULL). */
    private static Expression hash(List<Expression> values, long seed) {
        List<Expression> all = new ArrayList<>(values);
        values.forEach(v -> all.add(new IsNull(v)));
        return new XxHash64(JavaConverters.asScalaBuffer(all).toSeq(), seed);
    }
}
