package io.cdcpipeline.job.progress;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/**
 * The answer to {@code /status}.
 *
 * @param message why it failed, null when it did not
 * @param batch the last batch that is in the lake, -1 before the first
 * @param lastCommit ISO instant of the last commit to a table, null before the first
 * @param lagSeconds source's commit to readable in Delta, of the slowest table in its last batch
 * @param deadLetters records put into the dead-letter table since the start
 * @param offsets by topic and partition: all offsets below are readable in Delta
 */
record Status(
        String pipeline,
        JobState state,
        String message,
        long batch,
        String lastCommit,
        double lagSeconds,
        double eventsPerSecond,
        long deadLetters,
        Map<String, Map<Integer, Long>> offsets,
        List<TableStatus> tables,
        @JsonIgnore long events,
        @JsonIgnore long repeated) {}
