package io.cdcpipeline.job.engine;

import java.util.List;

/**
 * What becomes of rows that stay in the table when they are no more.
 *
 * @param open a column that is NULL in those that have not ended
 * @param columns those that get a value when a row ends
 * @param values theirs, in Spark's form
 * @param compared columns by which a row that is there is the one that comes, and stays as it is; if they differ it ends, and the other
 *     one comes beside it. Empty: a row that comes always takes the place of the one that is there
 */
public record Ending(String open, List<String> columns, Object[] values, List<String> compared) {}
