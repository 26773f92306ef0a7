package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.progress.FillListener;
import io.cdcpipeline.job.progress.FillMeter;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells how a table's next fill goes to whoever waits for its end. Thread-safe. */
final class FollowedFills implements FillListener {

    private final FillListener next;
    private final Map<TableId, Follower> followers = new ConcurrentHashMap<>();

    /** @param next is told all that this is told */
    FollowedFills(FillListener next) {
        this.next = next;
    }

    /** The one fill of one table. */
    static final class Follower {

        private volatile FillMeter meter;
        private volatile String waits;
        private volatile boolean ended;
        private volatile String failure;
        private volatile TableState state;

        boolean hasEnded() {
            return ended;
        }

        /** Why it came to nothing; null when the table is filled. */
        String failure() {
            return failure;
        }

        /** The table's afterwards; null when there was no fill. */
        TableState state() {
            return state;
        }

        /** What it waits for; null for nothing. */
        String waits() {
            return waits;
        }

        /** Read so far. */
        long rows() {
            return meter == null ? 0 : meter.rows();
        }

        /** How much of the table is read, 0 to 90 in steps of ten, so that news of it are few. */
        long percent() {
            FillMeter now = meter;
            return now == null || now.totalBytes() <= 0 ? 0 : Math.min(9, now.bytes() * 10 / now.totalBytes()) * 10;
        }

        boolean hasBegun() {
            return meter != null;
        }
    }

    /** To be called before the fill is asked for. Of one table there is one follower at a time. */
    Follower follow(TableId table) {
        Follower follower = new Follower();
        followers.put(table, follower);
        return follower;
    }

    void leave(TableId table) {
        followers.remove(table);
    }

    @Override
    public void filling(TableId table, String path, FillMeter meter) {
        next.filling(table, path, meter);
        tell(table, follower -> {
            follower.waits = null;
            follower.meter = meter;
        });
    }

    @Override
    public void filled(TableId table, String path, String failure) {
        next.filled(table, path, failure);
        tell(table, follower -> {
            follower.failure = failure;
            follower.ended = true;
        });
    }

    /** As the other, of a fill that has been made. */
    void filled(TableContext table, String path) {
        tell(table.table(), follower -> follower.state = table.state());
        filled(table.table(), path, null);
    }

    @Override
    public void fillWaits(TableId table, String path, String why) {
        next.fillWaits(table, path, why);
        tell(table, follower -> {
            follower.meter = null;
            follower.waits = why;
        });
    }

    private void tell(TableId table, Consumer<Follower> what) {
        followers.computeIfPresent(table, (t, follower) -> {
            what.accept(follower);
            return follower;
        });
    }
}
