package io.cdcpipeline.contract;

/**
 * What becomes of a table that is known to lack something, or that cannot take a change.
 *
 * @param automatic whether it is filled anew by itself
 * @param maxPerDay so often within a day, at most, for the same reason
 */
public record Repair(boolean automatic, int maxPerDay) {

    /** What helps a table that lacks something, at the end of a sentence that says what. */
    public static final String WAY_OUT =
            ": a fill of the table mends that, which comes by itself as spec.repair says, or by cdc snapshot";

    public static final Repair DEFAULT = new Repair(true, 3);
}
