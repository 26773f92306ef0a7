package io.cdcpipeline.source;

import java.util.List;
import java.util.regex.Pattern;

/** What a pipeline needs of a PostgreSQL database. */
public record PostgresNeeds(String slot, String publication, List<String> patterns, Pattern tables, boolean managed)
        implements SourceNeeds {}
