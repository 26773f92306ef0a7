package io.cdcpipeline.observe;

/**
 * The pipeline that a status is about, as far as its spec already says it.
 *
 * @param slot null where the database has none, and so is the publication
 * @param serverId by which MariaDB's log is read; null for another database
 */
public record PipelineIdentity(long generation, String endpoint, String slot, String publication, Long serverId) {

    public PipelineIdentity(long generation, String endpoint, String slot, String publication) {
        this(generation, endpoint, slot, publication, null);
    }
}
