package io.cdcpipeline.source;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a pipeline needs of its database.
 *
 * @param patterns as in {@code spec.tables}, for messages
 * @param tables matches {@code schema.table} of those that are captured
 * @param managed the database is the pipeline's own: it publishes its tables by itself, also those to come
 */
public record SourceNeeds(String slot, String publication, List<String> patterns, Pattern tables, boolean managed) {}
