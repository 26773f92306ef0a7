package io.cdcpipeline.source;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a pipeline needs of a MariaDB server.
 *
 * @param serverId by which the connector announces itself, as a replica does
 * @param tables matches {@code database.table} of those that are captured
 * @param copies the connector copies the rows that are there, under a lock
 * @param reached up to where the connector has read; null when it has not begun, or nobody knows
 */
public record MariaDbNeeds(
        long serverId, List<String> patterns, Pattern tables, boolean managed, boolean copies, GtidPosition reached)
        implements SourceNeeds {}
