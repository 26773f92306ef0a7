package io.cdcpipeline.plan;

import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.api.Snapshot;

/** Whether the job reads whole tables from the source, past the connector. */
public final class Fills {

    private Fills() {}

    /**
     * Not where the connector's own settings make rows other than the source has them, or give a table another key: the job
     * knows nothing of those.
     */
    public static boolean arePossible(Scope scope) {
        return scope.spec().connect().connector().config().keySet().stream()
                .noneMatch(name -> name.startsWith("column.") || name.equals("message.key.columns"));
    }

    /** Whether the job brings what a table had before its changes came, where the connector has not. */
    public static boolean areWanted(Scope scope) {
        return arePossible(scope) && scope.spec().source().snapshot() == Snapshot.INITIAL;
    }

    /** Whether the job, and not the connector, copies the rows that exist: of MariaDB it copies those of tables that come later. */
    public static boolean comeFirst(Scope scope) {
        return areWanted(scope) && scope.spec().source().kind() instanceof Postgresql;
    }
}
