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

    /** A condition that is true, and yet worth a look. */
    static final String PASSWORD_DIFFERS = "PasswordDiffers";

    private SourceConditions() {}

    /**
     * What runs a database of the pipeline's own.
     *
     * @param title what people call the database
     * @param statefulSet empty when it does not exist yet
     */
    public record Server(String title, Optional<ObservedResource> statefulSet, List<ObservedResource> pods) {}

    /** A database of the pipeline's own: its StatefulSet first, then what it says itself. */
    public static StageCondition managed(Server server, ObservedSource observed) {
        if (server.statefulSet().isEmpty()) {
            return new StageCondition.Waiting("Absent", "The database's StatefulSet does not exist yet");
        }
        ObservedResource database = server.statefulSet().get();
        if (!Rollout.running(database)) {
            return PodProblem.in(server.pods())
                    .orElseGet(() -> new StageCondition.Waiting("Starting", server.title() + " is starting"));
        }
        return Rollout.complete(database)
                ? external(observed)
                : PodProblem.in(server.pods())
                        .orElseGet(() -> new StageCondition.Waiting(
                                "Updating", server.title() + " is being started anew with what the manifest says now"));
    }

    /**
     * Secrets that open nothing keep no row from flowing, as long as the one that the connector logs in with is not among
     * them.
     *
     * @param database how it stands otherwise
     * @param remedy a command that gives the roles what the Secrets hold
     */
    public static StageCondition withLogins(StageCondition database, List<LostLogin> lost, String remedy) {
        if (lost.isEmpty() || !database.ready()) {
            return database;
        }
        String secrets = lost.stream()
                .map(login -> "Secret " + login.secret() + " does not hold the password of role " + login.role())
                .collect(Collectors.joining(", "));
        return new StageCondition.Ready(
                PASSWORD_DIFFERS,
                database.message() + ". " + secrets
                        + ", and no login that is left may set it: put it back, or set it by " + remedy);
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
