package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** Shapes of tables as they stand in the lake. */
public final class RowShapes {

    private RowShapes() {}

    /** A shape with those columns and no key, for a commit that has no rows. */
    public static RowShape of(StructType columns) {
        return new RowShape(
                Stream.of(columns.fields())
                        .map(f -> new Column(f.name(), f.dataType(), new Initial.Null()))
                        .toList(),
                List.of());
    }
}
