package io.cdcpipeline.job.progress;

import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableState;

/**
 * What a batch did to a table.
 *
 * @param version the table's version in Delta, -1 when it does not exist
 * @param events changes applied
 * @param rows rows that they came to
 * @param state what the table holds now
 */
public record TableProgress(
        TableId table, String path, long version, long events, long rows, double seconds, TableState state) {}
