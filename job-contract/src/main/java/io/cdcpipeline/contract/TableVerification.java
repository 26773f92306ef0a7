package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a comparison of one table at one place in the source's log came to.
 *
 * @param table {@code schema.table}
 * @param place in the source's log; the lake was compared as it was after all that was committed before
 * @param version of the Delta table; -1 when there is none
 * @param rows of the source that were compared
 * @param differing how many rows are not the same
 * @param complete whether those are all; else there are at least so many
 * @param skipped rows that changed at this very moment, and were left out
 * @param differences the first of them
 * @param failure why nothing was compared, as a sentence; null when it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties("equal")
public record TableVerification(
        String table,
        long place,
        long version,
        long rows,
        long differing,
        boolean complete,
        long skipped,
        List<RowDifference> differences,
        String failure) {

    public TableVerification {
        differences = differences == null ? List.of() : List.copyOf(differences);
    }

    public static TableVerification failed(String table, String why) {
        return new TableVerification(table, 0, -1, 0, 0, false, 0, List.of(), why);
    }

    public boolean isEqual() {
        return failure == null && differing == 0 && complete;
    }
}
