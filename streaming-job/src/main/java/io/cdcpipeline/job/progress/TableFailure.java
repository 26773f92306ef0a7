package io.cdcpipeline.job.progress;

import io.cdcpipeline.job.lake.TableId;
import java.time.Instant;

/**
 * A table that could not be brought further.
 *
 * @param reason what is wrong, and the way out
 * @param retryAt when it is tried again; null when only a person can help
 */
public record TableFailure(TableId table, String path, String reason, Instant retryAt) {}
