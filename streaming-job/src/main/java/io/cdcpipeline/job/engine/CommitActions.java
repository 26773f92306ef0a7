package io.cdcpipeline.job.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts the actions in a commit's file, to hold them against what the commit says of itself in its first line. */
final class CommitActions {

    private JsonNode info;
    private long adds;
    private long removes;

    void add(JsonNode action) {
        info = action.has("commitInfo") ? action.get("commitInfo") : info;
        adds += action.has("add") ? 1 : 0;
        removes += action.has("remove") ? 1 : 0;
    }

    boolean hasInfo() {
        return info != null;
    }

    /**
     * What is not there of what the commit's own metrics count; empty when nothing is known to be missing. They count files
     * that Delta leaves out because they have no row, so that only rows and marks of deletion tell.
     */
    Optional<String> missing() {
        long marked = metric("numTargetDeletionVectorsAdded"); // those that take the place of another included
        long updated = metric("numTargetRowsUpdated");
        long written = metric("numOutputRows") + metric("numTargetRowsInserted") + updated;
        long taken = metric("numTargetRowsDeleted") + updated;
        return fewer(adds, Math.max(marked, Math.min(1, written)), "added")
                .or(() -> fewer(removes, Math.max(marked, Math.min(1, taken)), "removed"));
    }

    /** @param growth by how many files the table has grown with the commit */
    Optional<String> missing(OptionalLong growth) {
        return growth.isEmpty() || growth.getAsLong() == adds - removes
                ? Optional.empty()
                : Optional.of(
                        "with it the table grows by " + (adds - removes) + " files instead of " + growth.getAsLong());
    }

    private long metric(String name) {
        return info.path("operationMetrics").path(name).asLong(0);
    }

    private static Optional<String> fewer(long there, long expected, String what) {
        return there >= expected
                ? Optional.empty()
                : Optional.of("it names " + there + " of at least " + expected + " files " + what);
    }
}
