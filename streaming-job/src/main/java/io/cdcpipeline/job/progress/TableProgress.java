package io.cdcpipeline.job.progress;

import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.job.lake.TableId;
import java.time.Instant;

/**
 * What a batch did to a table, and what the table holds now.
 *
 * @param mode what it is in the lake, where that is no mirror; else null
 * @param version the table's version in Delta, -1 when it does not exist or the batch did not change it
 * @param events changes applied
 * @param total changes applied since the table was made, as its log counts them
 * @param rows rows that these changes touched
 * @param message why the table failed, or what it is known to lack; null for neither
 * @param position the last applied change's place in the source's log; null before the first
 * @param sourceCommitTime the last applied change's commit in the source; null before the first
 */
public record TableProgress(
        TableId table,
        String path,
        String mode,
        long version,
        long events,
        long total,
        long rows,
        double seconds,
        TableCondition condition,
        String message,
        TableStatus.Position position,
        Instant sourceCommitTime) {}
