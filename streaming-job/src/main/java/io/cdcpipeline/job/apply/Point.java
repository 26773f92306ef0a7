package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.lake.TableId;
import java.time.Instant;
import java.util.SortedMap;

/**
 * A place at which all tables were cut.
 *
 * @param position in the source's log: the versions have exactly what was committed before
 * @param time of the source's clock when it was there
 * @param versions of the tables that were in order
 */
record Point(long position, Instant time, SortedMap<TableId, Long> versions) {}
