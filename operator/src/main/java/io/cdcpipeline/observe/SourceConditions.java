package io.cdcpipeline.observe;

import io.cdcpipeline.source.ObservedSource;
import io.cdcpipeline.source.Problem;
import io.cdcpipeline.source.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the database can be captured. */
public final class SourceConditions {

    private SourceConditions() {}

    /**
     * A database of the pipeline's own: its StatefulSet first, then what it says itself.
     *
     * @param statefulSet empty when it does not exist yet
     */
    public static StageCondition managed(
            Optional<ObservedResource> statefulSet, List<ObservedResource> pods, ObservedSource observed) {
        if (statefulSet.isEmpty()) {
            return new StageCondition.Waiting("Absent", "The database's StatefulSet does not exist yet");
        }
        ObservedResource database = statefulSet.get();
        if (!Rollout.running(database)) {
            return PodProblem.in(pods)
                    .orElseGet(() -> new StageCondition.Waiting("Starting", "PostgreSQL is starting"));
        }
        return Rollout.complete(database)
                ? external(observed)
                : PodProblem.in(pods)
                        .orElseGet(() -> new StageCondition.Waiting(
                                "Updating", "PostgreSQL is being started anew with what the manifest says now"));
    }

    /** A database that somebody else runs. */
    public static StageCondition external(ObservedSource observed) {
        if (observed instanceof ObservedSource.NotAsked) {
            return new StageCondition.Waiting("NotAsked", "The database has not been asked yet");
        }
        if (observed instanceof ObservedSource.Unreachable refused) {
            return refused.reason() == Refusal.STARTING
                    ? new StageCondition.Waiting(refused.reason().code(), refused.message())
                    : new StageCondition.Failed(refused.reason().code(), refused.message());
        }
        return judged((ObservedSource.Seen) observed);
    }

    private static StageCondition judged(ObservedSource.Seen seen) {
        List<Problem> problems = seen.problems();
        if (problems.isEmpty()) {
            return new StageCondition.Ready(
                    "Ready",
                    Stream.concat(Stream.of("The database can be captured"), seen.notes().stream())
                            .collect(Collectors.joining(". ")));
        }
        String all = problems.stream().map(Problem::message).collect(Collectors.joining(". "));
        return new StageCondition.Failed(problems.get(0).code(), all);
    }
}
