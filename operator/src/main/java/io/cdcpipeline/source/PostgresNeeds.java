package io.cdcpipeline.source;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a pipeline needs of a PostgreSQL database.
 *
 * @param limit how much of its log it may keep for the slot
 */
public record PostgresNeeds(
        String slot, String publication, List<String> patterns, Pattern tables, boolean managed, WalLimit limit)
        implements SourceNeeds {}
