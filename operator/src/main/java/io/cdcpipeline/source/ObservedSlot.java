package io.cdcpipeline.source;

/** What was seen of a replication slot. */
public sealed interface ObservedSlot extends ObservedLog
        permits ObservedSlot.Absent, ObservedSlot.Present, ObservedSlot.Released {

    /** The server has no slot of that name: not yet, or no longer. The connector makes one. */
    record Absent() implements ObservedSlot {

        @Override
        public boolean begun() {
            return false;
        }
    }

    /**
     * There is one. Of a slot that the server has invalidated little is said: the connector makes it anew, and the tables tell
     * what was missed.
     *
     * @param active somebody reads from it
     * @param retainedBytes WAL that the server keeps because of it
     * @param confirmedLsn up to where the reader has confirmed; null before the first time
     * @param foreign why it is not ours: another plugin or database; null when it is
     * @param serverLimit what the server keeps for a slot at most, in bytes, before it invalidates it; zero: whatever it takes
     * @param failover standbys that copy slots copy it
     * @param synced it is such a copy, or was one when its server was promoted
     */
    record Present(
            boolean active,
            long retainedBytes,
            String confirmedLsn,
            String foreign,
            long serverLimit,
            boolean failover,
            boolean synced)
            implements ObservedSlot {

        public Present(boolean active, long retainedBytes, String confirmedLsn, String foreign) {
            this(active, retainedBytes, confirmedLsn, foreign, 0, false, false);
        }

        @Override
        public boolean begun() {
            return true;
        }
    }

    /**
     * There was one until now: it was dropped, for the server kept more for it than it may.
     *
     * @param retainedBytes WAL that was kept
     */
    record Released(long retainedBytes) implements ObservedSlot {

        @Override
        public boolean begun() {
            return true;
        }
    }
}
