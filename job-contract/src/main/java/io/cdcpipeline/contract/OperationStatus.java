package io.cdcpipeline.contract;

/**
 * How an operation stands.
 *
 * @param done of {@code total}, in {@code unit}
 * @param total 0 while it is not known
 * @param unit what is counted: {@link #TABLES}
 * @param message what it waits for, or is doing now, as one sentence; null when there is nothing to say
 * @param result what came of it, as one sentence, why it failed and what to do included; null before its end
 * @param started ISO instant of its beginning; null before it
 * @param ended ISO instant of its end; null before it
 */
public record OperationStatus(
        String id,
        OperationKind kind,
        OperationPhase phase,
        long done,
        long total,
        String unit,
        String message,
        String result,
        String started,
        String ended) {

    /**
     * Operations of all kinds are counted in tables, for a sum of bytes over tables is known only when the last one began. How
     * far a table's own fill is stands in the message, in steps of ten percent, and to the byte in {@link TableStatus#fill}.
     */
    public static final String TABLES = "tables";

    /** A phase that this reader does not know is one of a newer job's, which has not ended. */
    public OperationStatus {
        phase = phase == null ? OperationPhase.RUNNING : phase;
    }
}
