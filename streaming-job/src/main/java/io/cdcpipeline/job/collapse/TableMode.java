package io.cdcpipeline.job.collapse;

/** What a table in the lake is to the one in the source: it decides what becomes of changes before an engine sees them. */
enum TableMode {

    /** The same rows: of a key, the last change counts; without one, how many of each there are. */
    MIRROR {
        @Override
        Segment open(Segment.Start start) {
            return start.shape().key().isEmpty() ? new CopiesSegment(start) : new MirrorSegment(start);
        }
    };

    abstract Segment open(Segment.Start start);
}
