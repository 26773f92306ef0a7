package io.cdcpipeline.source;

/** What was seen of the log that changes are read from, in the terms of the database's kind. */
public sealed interface ObservedLog permits ObservedSlot, ObservedBinlog {

    /** Whether a reader of this pipeline's has been there: it has left its mark. */
    boolean begun();
}
