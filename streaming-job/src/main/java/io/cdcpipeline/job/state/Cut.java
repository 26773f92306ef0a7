package io.cdcpipeline.job.state;

import io.cdcpipeline.job.decode.SourcePosition;
import io.cdcpipeline.job.lake.TableId;
import java.io.Serializable;

/**
 * A place in the source's log at which tables are cut: a commit ends with the last change before it, so that there is a version
 * of each table with exactly those changes that were committed before the place.
 *
 * @param id tells cuts apart while the job runs
 * @param only the one table that is cut; null for all
 * @param place as {@link io.cdcpipeline.job.decode.LogPosition#major()}: where a transaction's commit stands, the first that
 *     does not belong to it
 * @param view {@code pg_current_snapshot()} of a view of the source that was taken a moment before the place, and sees nothing
 *     that was committed from there on; null for none
 */
public record Cut(long id, TableId only, long place, String view) implements Serializable {

    public boolean concerns(TableId table) {
        return only == null || only.equals(table);
    }

    public boolean isBefore(SourcePosition change) {
        return change.log().major() >= place;
    }
}
