package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.KafkaRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Collects the output of a task. Not thread-safe. */
final class CollapseOutput {

    private static final int BLOCK_BYTES = 1 << 20;

    private final SegmentId letterSegment;
    private final Queue<CollapseItem> items = new ArrayDeque<>();
    private final List<SegmentReport> segments = new ArrayList<>();
    private final List<byte[]> letters = new ArrayList<>();
    private DeadLetters deadLetters;
    private long letterBytes;
    private long letterCount;

    CollapseOutput(String topic, int partition) {
        this.letterSegment = new SegmentId(null, topic, partition, 0);
    }

    Queue<CollapseItem> items() {
        return items;
    }

    List<SegmentReport> segments() {
        return segments;
    }

    long letterCount() {
        return letterCount;
    }

    void segment(ClosedSegment closed) {
        segments.add(closed.report());
        items.addAll(closed.blocks());
    }

    void deadLetter(KafkaRecord message, DeadLetters.Cause cause) {
        if (deadLetters == null) {
            deadLetters = new DeadLetters();
        }
        byte[] row = deadLetters.row(message, cause);
        letters.add(row);
        letterBytes += row.length;
        letterCount++;
        if (letterBytes > BLOCK_BYTES) {
            flush();
        }
    }

    void flush() {
        if (!letters.isEmpty()) {
            items.add(new Block(letterSegment, letters.toArray(byte[][]::new), null));
            letters.clear();
            letterBytes = 0;
        }
    }
}
