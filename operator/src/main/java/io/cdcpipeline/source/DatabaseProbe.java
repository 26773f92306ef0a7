package io.cdcpipeline.source;

import java.util.List;

/** Asks a database, of whichever kind, and takes away what a pipeline has left in it. Never throws for what the server says or does. */
public final class DatabaseProbe {

    private final PostgresSource postgres = new PostgresSource();
    private final MariaDbSource mariaDb = new MariaDbSource();

    /** Takes no longer than some 20 seconds, a few milliseconds as a rule. */
    public ObservedSource look(DatabaseAddress address, Login login, SourceNeeds needs) {
        return needs instanceof MariaDbNeeds ofMariaDb
                ? mariaDb.look(address, login, ofMariaDb)
                : postgres.look(address, login, (PostgresNeeds) needs);
    }

    /** Relieves a server whose log has grown over what it may keep for the pipeline, where that is wanted; what is seen then. */
    public ObservedSource relieve(DatabaseAddress address, Login login, SourceNeeds needs, ObservedSource seen) {
        return needs instanceof PostgresNeeds own ? postgres.relieve(address, login, own, seen) : seen;
    }

    /** Takes away what stands in the database for the pipeline's sake; what is part of a database of its own goes with that. */
    public SlotRemoval leave(DatabaseAddress address, Login login, SourceNeeds needs) {
        return needs instanceof PostgresNeeds own
                ? postgres.drop(address, login, own.slot(), own.managed() ? null : own.publication())
                : new SlotRemoval(List.of(), List.of());
    }
}
