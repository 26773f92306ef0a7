package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What is to be done, once. */
@Wire
@ValidationRule(
        value =
                "[has(self.snapshot), has(self.verify), has(self.restart), has(self.compact), has(self.retryDeadLetters),"
                        + " has(self.dropDeadLetters)].filter(set, set).size() == 1",
        message =
                "set exactly one of snapshot, verify, restart, compact, retryDeadLetters and dropDeadLetters; for more"
                        + " than one create an operation each")
@ValidationRule(
        value = "self == oldSelf",
        message = "can't change: it may be under way; delete the operation, which cancels it, and create another one")
@ValidationRule(
        value = "self.pipeline.matches('" + CdcPipeline.NAME + "')",
        fieldPath = ".pipeline",
        message = "write the name of a CdcPipeline: lower-case letters, digits and hyphens, beginning with a letter")
@ValidationRule(
        value =
                "self.ttlAfterFinished.matches('^[0-9]{1,8}(s|m|h)$') && duration(self.ttlAfterFinished) <= duration('8760h')",
        fieldPath = ".ttlAfterFinished",
        message = "write 0s to 8760h, as a whole number with the unit s, m or h")
public record CdcOperationSpec(
        @JsonPropertyDescription("The name of the CdcPipeline, in the same namespace.")
        @Required
        @Size(min = 1, max = CdcPipeline.MAX_NAME)
        String pipeline,

        @JsonPropertyDescription(
                "Fills tables anew: all rows that the source has replace those in the lake, in one commit a table; readers"
                        + " see what it had until then, and changes go on from there.")
        SnapshotOperation snapshot,

        @JsonPropertyDescription(
                "Compares tables of the source with those in the lake. The empty object {} compares all.")
        VerifyOperation verify,

        @JsonPropertyDescription("Starts a stage of the pipeline anew.")
        RestartOperation restart,

        @JsonPropertyDescription(
                "Takes small files of tables together, and deletes files that no version within a table's retention needs."
                        + " No row changes. The empty object {} compacts all.")
        CompactOperation compact,

        @JsonPropertyDescription(
                "Fills the tables anew that have dead letters, and removes those letters that the fill has made good. The events"
                        + " themselves are never applied: the row may be a newer one by now. The empty object {} is about all tables.")
        RetryDeadLettersOperation retryDeadLetters,

        @JsonPropertyDescription("Removes dead letters, and does nothing about what the tables lack.")
        DropDeadLettersOperation dropDeadLetters,

        @JsonPropertyDescription(
                "How long the operation is kept after it has ended, 0s to 8760h; then it is deleted. The default is 24h.")
        @Default("24h")
        @Size(max = 9)
        String ttlAfterFinished) {

    public CdcOperationSpec {
        ttlAfterFinished = ttlAfterFinished == null ? "24h" : ttlAfterFinished;
    }
}
