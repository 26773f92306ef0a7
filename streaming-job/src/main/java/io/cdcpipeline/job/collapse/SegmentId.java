package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.lake.TableId;
import java.io.Serializable;

/**
 * A part of one table's changes from one Kafka partition, within a batch.
 *
 * @param table null for the dead letters
 * @param index counts the table's segments in the partition
 */
public record SegmentId(TableId table, String topic, int partition, int index) implements Serializable {}
