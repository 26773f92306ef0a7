package io.cdcpipeline.job.schema;

import org.apache.spark.sql.types.DataType;

/** What a semantic type becomes in the lake, and how its values are read: the two never part. */
public record ColumnType(DataType type, ValueReader reader) {}
