package io.cdcpipeline.observe;

/**
 * Something that a user should find among a pipeline's events.
 *
 * @param warning it needs somebody's attention
 * @param reason a stable name in CamelCase
 */
public record Happening(boolean warning, String reason, String note) {

    public static Happening normal(String reason, String note) {
        return new Happening(false, reason, note);
    }

    public static Happening warning(String reason, String note) {
        return new Happening(true, reason, note);
    }
}
