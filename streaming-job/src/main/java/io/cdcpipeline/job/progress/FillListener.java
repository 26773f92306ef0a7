package io.cdcpipeline.job.progress;

import io.cdcpipeline.job.lake.TableId;

/** Learns what becomes of fills. Called by the driver, from any of its threads. */
public interface FillListener {

    /** A table is being filled from the source, until it {@link #filled} or {@link #fillWaits}. */
    default void filling(TableId table, String path, FillMeter meter) {}

    /** The fill is over. @param failure why it came to nothing, as a sentence; null when it is in the table */
    default void filled(TableId table, String path, String failure) {}

    /** The fill is tried again later; the table goes on as it is until then. @param why one sentence */
    default void fillWaits(TableId table, String path, String why) {}
}
