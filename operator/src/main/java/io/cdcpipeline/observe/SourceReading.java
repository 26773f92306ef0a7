package io.cdcpipeline.observe;

import io.cdcpipeline.source.Problem;
import io.cdcpipeline.source.Refusal;
import io.cdcpipeline.source.SourceSight;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the database can be captured. */
public final class SourceReading {

    private SourceReading() {}

    /**
     * A database of the pipeline's own: its StatefulSet first, then what it says itself.
     *
     * @param statefulSet empty when it does not exist yet
     */
    public static Standing managed(Optional<Live> statefulSet, List<Live> pods, SourceSight sight) {
        if (statefulSet.isEmpty()) {
            return new Standing.Waiting("Absent", "The database's StatefulSet does not exist yet");
        }
        Live database = statefulSet.get();
        if (!available(database)) {
            return PodTrouble.in(pods).orElseGet(() -> new Standing.Waiting("Starting", "PostgreSQL is starting"));
        }
        return external(sight);
    }

    /** A database that somebody else runs. */
    public static Standing external(SourceSight sight) {
        if (sight instanceof SourceSight.NotAsked) {
            return new Standing.Waiting("NotAsked", "The database has not been asked yet");
        }
        if (sight instanceof SourceSight.Unreachable refused) {
            return refused.reason() == Refusal.STARTING
                    ? new Standing.Waiting(refused.reason().code(), refused.message())
                    : new Standing.Failed(refused.reason().code(), refused.message());
        }
        return judged((SourceSight.Seen) sight);
    }

    private static Standing judged(SourceSight.Seen seen) {
        List<Problem> problems = seen.problems();
        if (problems.isEmpty()) {
            return new Standing.Ready("Ready", "The database can be captured");
        }
        String all = problems.stream().map(Problem::message).collect(Collectors.joining(". "));
        return new Standing.Failed(problems.get(0).code(), all);
    }

    private static boolean available(Live statefulSet) {
        Long ready = statefulSet.number("status", "readyReplicas");
        return ready != null && ready > 0 && !statefulSet.leaving();
    }
}
