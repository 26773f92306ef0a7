package io.cdcpipeline.job.decode;

import io.cdcpipeline.job.lake.TableId;
import org.apache.spark.sql.types.StructType;

/** The columns that tables have in the lake, when a batch begins: a column that is there keeps its type. */
@FunctionalInterface
public interface LakeColumns {

    /** Null for a table that is not there. */
    StructType of(TableId table);
}
