package io.cdcpipeline.local.verify;

import java.util.List;

/**
 * Whether a table is the same in source and lake.
 *
 * @param rows in the source
 * @param differing how many rows are not the same
 * @param differences of them, the first
 */
public record TableVerificationResult(String table, long rows, long differing, List<RowDifference> differences) {

    public boolean isEqual() {
        return differing == 0;
    }
}
