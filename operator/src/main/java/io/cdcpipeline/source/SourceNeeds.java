package io.cdcpipeline.source;

import java.util.List;
import java.util.regex.Pattern;

/** What a pipeline needs of its database, by the kind of the database. */
public sealed interface SourceNeeds permits PostgresNeeds, MariaDbNeeds {

    /** As in {@code spec.tables}, for messages. */
    List<String> patterns();

    /** Matches {@code schema.table} of those that are captured. */
    Pattern tables();

    /** The database is the pipeline's own: it publishes its tables by itself, also those to come. */
    boolean managed();
}
