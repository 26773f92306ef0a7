package io.cdcpipeline.job.control;

import io.cdcpipeline.contract.TableVerification;
import java.util.List;

/**
 * What came of an operation.
 *
 * @param verified of a comparison, what came of each table; null else
 * @param sentence figures when it succeeded; what went wrong, and the way out, when it did not
 */
public record OperationResult(boolean succeeded, String sentence, List<TableVerification> verified) {

    public OperationResult(boolean succeeded, String sentence) {
        this(succeeded, sentence, null);
    }
}
