package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.event.Canary;
import io.cdcpipeline.job.collapse.PartitionReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Heartbeats of the source until all that was committed before them has been read. They have a topic of their own: where Kafka has
 * more than one batch may hold, a batch has a part of each topic, and a heartbeat may be in an earlier one than rows that were
 * committed before it. Used by the thread of the batches.
 */
final class WaitingCanaries {

    private final long maxEvents;
    private final List<Canary> waiting = new ArrayList<>();

    /** @param maxEvents most records of one batch, over all topics */
    WaitingCanaries(long maxEvents) {
        this.maxEvents = maxEvents;
    }

    /**
     * Those that have nothing before them any more.
     *
     * @param reports of a batch that is in the lake
     */
    List<Canary> arrived(List<PartitionReport> reports) {
        reports.forEach(r -> waiting.addAll(r.counts().heartbeats().canaries()));
        if (isCut(reports)) {
            return List.of();
        }
        List<Canary> arrived =
                waiting.stream().sorted(Comparator.comparing(Canary::committed)).toList();
        waiting.clear();
        return arrived;
    }

    /** Of each topic its share is rounded down. */
    private boolean isCut(List<PartitionReport> reports) {
        long records = reports.stream()
                .map(PartitionReport::counts)
                .mapToLong(c -> c.events() + c.heartbeats().number())
                .sum();
        return records + reports.size() >= maxEvents;
    }
}
