package io.cdcpipeline.observe;

import java.util.List;

/** What the streaming job's status endpoint said when it was last asked. */
public sealed interface JobSight {

    /**
     * @param state Starting, Running or Failed
     * @param message why it failed, else empty
     * @param lagSeconds how far tables are behind the source; null when nothing was applied yet
     * @param eventsPerSecond null when it does not say
     */
    record Seen(
            String state,
            String message,
            Double lagSeconds,
            Double eventsPerSecond,
            long deadLetters,
            List<Table> tables)
            implements JobSight {}

    /** The driver did not answer. */
    record Unreachable(String message) implements JobSight {}

    /** It was not asked: no driver runs. */
    record NotAsked() implements JobSight {}

    /** @param state Snapshot, Live or Failed */
    record Table(String name, String path, String state, String message) {}
}
