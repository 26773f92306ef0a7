package io.cdcpipeline.job.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InterpretedUnsafeProjection$;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/** Rows of objects made into unsafe rows, a few of them: to compile code for that would take longer than to do it. */
public final class Projections {

    private Projections() {}

    public static UnsafeProjection unsafe(StructType type) {
        List<Expression> fields = new ArrayList<>();
        for (StructField field : type.fields()) {
            fields.add(new BoundReference(fields.size(), field.dataType(), field.nullable()));
        }
        return InterpretedUnsafeProjection$.MODULE$.createProjection(
                JavaConverters.asScalaBuffer(fields).toSeq());
    }
}
