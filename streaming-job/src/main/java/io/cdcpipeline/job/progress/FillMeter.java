package io.cdcpipeline.job.progress;

/** Tells how far a fill is, whenever it is asked. Thread-safe. */
public interface FillMeter {

    /** Read so far, of the table in the source. */
    long bytes();

    /** Of the table in the source; 0 when that is not known. */
    long totalBytes();

    /** Read so far. */
    long rows();
}
