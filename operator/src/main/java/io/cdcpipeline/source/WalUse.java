package io.cdcpipeline.source;

import java.util.Optional;

/** What a PostgreSQL keeps of its log for the slot, against what it may. Pure, and in steps: nothing in it moves by itself. */
public final class WalUse {

    private static final double NEARLY = 0.8;
    /** What was said is said for longer, or a slot at the edge would be news with each look. */
    private static final double MARGIN = 0.8;

    private final String slot;
    private final WalLimit limit;
    private final Level before;

    private WalUse(String slot, WalLimit limit, Level before) {
        this.slot = slot;
        this.limit = limit;
        this.before = before;
    }

    /** How far it has come. */
    public enum Level {
        FILLING,
        SPENT,
        RELEASED
    }

    /** @param sentence with the way out, without its stop */
    public record Word(Level level, String sentence) {}

    /**
     * Empty where nothing is to be said.
     *
     * @param slot its name
     * @param before what was said at the last look; null for nothing
     */
    public static Optional<Word> of(ObservedLog log, WalLimit limit, String slot, Level before) {
        return new WalUse(slot, limit, before).judge(log);
    }

    private Optional<Word> judge(ObservedLog log) {
        if (log instanceof ObservedSlot.Present present) {
            return judge(present);
        }
        boolean given =
                log instanceof ObservedSlot.Released || log instanceof ObservedSlot.Absent && before == Level.RELEASED;
        return given ? Optional.of(new Word(Level.RELEASED, released())) : Optional.empty();
    }

    private Optional<Word> judge(ObservedSlot.Present present) {
        double used = (double) present.retainedBytes() / limit.bytes();
        if (used >= (before == Level.SPENT ? MARGIN : 1)) {
            return Optional.of(new Word(Level.SPENT, spent()));
        }
        double nearly = before == Level.FILLING || before == Level.SPENT ? NEARLY * MARGIN : NEARLY;
        if (used >= nearly) {
            return Optional.of(new Word(Level.FILLING, filling()));
        }
        return present.serverLimit() > 0 && present.retainedBytes() >= nearly * present.serverLimit()
                ? Optional.of(new Word(Level.FILLING, serverFilling()))
                : Optional.empty();
    }

    private String kept(String howMuch) {
        return "For replication slot " + slot + " the source keeps " + howMuch;
    }

    private String filling() {
        return kept("nearly as much of its log as it may (" + limit.shown() + ")")
                + ": mend what keeps the connector from reading, or raise " + WalLimit.FIELD + ".size; "
                + (limit.release()
                        ? "at the limit the slot is dropped, and all tables are filled anew later"
                        : "with action Release the slot is given up before the source's disk is full");
    }

    private String spent() {
        return kept("more of its log than it may (" + limit.shown() + ")")
                + (limit.release()
                        ? ", and it could not be dropped: SELECT pg_drop_replication_slot('" + slot + "')"
                        : ", and more until its disk is full: mend what keeps the connector from reading, set "
                                + WalLimit.FIELD + ".action to Release, or SELECT pg_drop_replication_slot('" + slot
                                + "') yourself; all tables are filled anew then");
    }

    private String serverFilling() {
        return kept("nearly as much of its log as its max_slot_wal_keep_size allows")
                + ": mend what keeps the connector from reading, or raise that; at the limit the server itself gives the"
                + " slot up, and all tables are filled anew later";
    }

    private String released() {
        return "Replication slot " + slot + " was dropped, for the source kept more of its log for it than it may ("
                + limit.shown()
                + "): when the connector runs again it makes another one, and all tables are filled anew";
    }
}
