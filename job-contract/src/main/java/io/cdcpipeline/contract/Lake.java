package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Places in the lake, each a URI that Hadoop's file systems understand.
 *
 * @param root the folder below which all tables of the pipeline live
 * @param layout a table's path below {@code root}, with the placeholders {@code {schema}} and {@code {table}}
 * @param deadLetters the Delta table of what could not be read
 * @param checkpoint the query's checkpoint; a hint only: a fresh one begins where the tables are
 * @param options a folder of this machine with Hadoop file system options, {@code fs.s3a.secret.key} for instance: each
 *     file is named like an option and holds its value, without a line end; files whose names begin with a dot do not
 *     count (that is how Kubernetes mounts a Secret). Null for none
 * @param deadLetterMillis how long a dead letter stays; null for {@link #DEAD_LETTER_MILLIS}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lake(
        String root, String layout, String deadLetters, String checkpoint, String options, Long deadLetterMillis) {

    /** Thirty days. */
    public static final long DEAD_LETTER_MILLIS = 30L * 24 * 3_600_000;

    public long keepsDeadLetters() {
        return deadLetterMillis == null ? DEAD_LETTER_MILLIS : deadLetterMillis;
    }

    /** The Delta table of the places at which all tables were cut: beside the dead letters. */
    public String points() {
        return deadLetters.substring(0, deadLetters.lastIndexOf('/') + 1) + "points";
    }
}
