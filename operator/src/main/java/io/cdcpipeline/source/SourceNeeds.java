package io.cdcpipeline.source;

import java.util.List;

/**
 * What a pipeline needs of its database.
 *
 * @param tables patterns as in {@code spec.tables}
 * @param managed the database is the pipeline's own: it publishes its tables by itself, also those to come
 */
public record SourceNeeds(String slot, String publication, List<String> tables, boolean managed) {}
