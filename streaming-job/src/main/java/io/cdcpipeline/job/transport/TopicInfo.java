package io.cdcpipeline.job.transport;

/**
 * A topic as it is now.
 *
 * @param id one that a topic made anew under the same name does not share
 * @param partitions how many it has
 * @param beginning the first offset of partition 0 that can still be read
 * @param end the offset of the next record of partition 0
 */
public record TopicInfo(String id, int partitions, long beginning, long end) {}
