package io.cdcpipeline.job.engine;

import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * A table as it is now.
 *
 * @param properties as set by whoever created it
 */
public record TableView(String path, long version, StructType columns, Map<String, String> properties) {}
