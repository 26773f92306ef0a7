package io.cdcpipeline.source;

/**
 * What was seen of MariaDB's binary log.
 *
 * @param position its end; null where the user may not see it
 * @param oldest what lies up to there is no longer in it; null where the user may not see it
 * @param bytes of all its files
 * @param reached up to where the connector has read; null when it has not begun, or nobody knows
 */
public record ObservedBinlog(GtidPosition position, GtidPosition oldest, long bytes, GtidPosition reached)
        implements ObservedLog {

    @Override
    public boolean begun() {
        return reached != null;
    }

    /** Whether something is gone that the connector has not read yet. */
    public boolean purged() {
        return reached != null && oldest != null && !reached.covers(oldest);
    }

    /** Whether the connector has read what this log does not know: it is another one than it was. */
    public boolean isAnother() {
        return reached != null && position != null && !position.covers(reached);
    }
}
