package io.cdcpipeline.observe;

import io.cdcpipeline.source.ObservedSource;
import io.cdcpipeline.source.WalLimit;
import io.cdcpipeline.source.WalUse;
import io.cdcpipeline.source.WalUse.Level;

/** What the source keeps of its log for the pipeline is said of a database that is as it should be: it keeps no row from flowing. */
public final class LogConditions {

    static final String FILLING = "WalFilling";
    static final String SPENT = "WalBudgetSpent";
    static final String RELEASED = "SlotReleased";

    private LogConditions() {}

    /**
     * @param slot its name
     * @param reasonBefore of the database's condition; empty for none
     */
    public record Subject(String slot, String reasonBefore) {

        private Level before() {
            return switch (reasonBefore) {
                case FILLING -> Level.FILLING;
                case SPENT -> Level.SPENT;
                case RELEASED -> Level.RELEASED;
                default -> null;
            };
        }
    }

    /** @param database how it stands otherwise */
    public static StageCondition with(
            StageCondition database, ObservedSource observed, WalLimit limit, Subject subject) {
        return database.ready() && observed instanceof ObservedSource.Seen seen
                ? WalUse.of(seen.log(), limit, subject.slot(), subject.before())
                        .map(word -> said(word, database.message() + ". " + word.sentence()))
                        .orElse(database)
                : database;
    }

    private static StageCondition said(WalUse.Word word, String message) {
        return switch (word.level()) {
            case FILLING -> new StageCondition.Ready(FILLING, message);
            case SPENT -> new StageCondition.Ready(SPENT, message);
            case RELEASED -> new StageCondition.Ready(RELEASED, message);
        };
    }
}
