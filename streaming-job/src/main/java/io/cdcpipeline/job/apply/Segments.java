package io.cdcpipeline.job.apply;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Joins the parts of a table that come from several Kafka partitions: their keys are disjoint. */
final class Segments {

    private Segments() {}

    static SegmentReport joined(SegmentReport one, SegmentReport other) {
        Set<Integer> kept = new TreeSet<>(one.kept());
        kept.addAll(other.kept());
        return new SegmentReport(
                one.table(),
                one.index(),
                one.shape(),
                one.clear() || other.clear(),
                one.append() && other.append(),
                one.evolution(),
                one.rows() + other.rows(),
                one.events() + other.events(),
                kept,
                joined(one.after(), other.after()),
                one.failure() != null ? one.failure() : other.failure());
    }

    private static TableState joined(TableState one, TableState other) {
        Map<Integer, Mark> marks = new TreeMap<>(one.marks());
        marks.putAll(other.marks());
        TableState later = one.epoch() >= other.epoch() ? one : other;
        return new TableState(
                one.query(),
                one.batch(),
                Math.max(one.segment(), other.segment()),
                later.epoch(),
                later.snapshot(),
                one.snapshotting() && other.snapshotting(),
                marks);
    }
}
