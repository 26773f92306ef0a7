package io.cdcpipeline.observe;

/**
 * Something that a user should find among a pipeline's events.
 *
 * @param warning it needs somebody's attention
 * @param reason a stable name in CamelCase
 */
public record PipelineEvent(boolean warning, String reason, String note) {

    public static PipelineEvent normal(String reason, String note) {
        return new PipelineEvent(false, reason, note);
    }

    public static PipelineEvent warning(String reason, String note) {
        return new PipelineEvent(true, reason, note);
    }
}
