package io.cdcpipeline.observe;

import io.cdcpipeline.contract.JobStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether changes get into the tables: the Spark operator's word, then the driver's pod, then the job itself. */
public final class JobConditions {

    /** Kubeflow's (api/v1beta2, ApplicationStateType) and Apache's (ApplicationStateSummary) words for a driver that runs. */
    private static final Set<String> RUNNING = Set.of(
            "RUNNING",
            "DriverStarted",
            "DriverReady",
            "InitializedBelowThresholdExecutors",
            "RunningHealthy",
            "RunningWithPartialCapacity",
            "RunningWithBelowThresholdExecutors");

    private static final Set<String> FAILED = Set.of(
            "FAILED",
            "SUBMISSION_FAILED",
            "FAILING",
            "Failed",
            "SchedulingFailure",
            "DriverStartTimedOut",
            "DriverReadyTimedOut",
            "ExecutorsStartTimedOut",
            "DriverEvicted");

    private static final int MAX_NAMED = 3;

    private JobConditions() {}

    /** True when a driver may be asked for its status. */
    public static boolean driverRuns(ObservedResource application) {
        return RUNNING.contains(state(application));
    }

    /**
     * @param drivers the driver's pods, more than one while one follows another
     * @param suspended the application is meant to be suspended, or gone
     */
    public static StageCondition of(
            Optional<ObservedResource> application,
            List<ObservedResource> drivers,
            ObservedJob observed,
            boolean suspended) {
        if (suspended) {
            return suspended(application, drivers);
        }
        if (application.isEmpty()) {
            return new StageCondition.Waiting("Absent", "The SparkApplication does not exist yet");
        }
        ObservedResource seen = application.get();
        if (!seen.hasStatus()) {
            return new StageCondition.Waiting(
                    "NotReported",
                    "Spark's operator has not reported on " + seen.named() + " yet; if it stays so, check that it runs"
                            + " and that this namespace is one of its job namespaces");
        }
        Optional<StageCondition> trouble = PodProblem.in(drivers);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        if (FAILED.contains(state(seen))) {
            return new StageCondition.Failed("DriverFailed", seen.named() + " failed: " + CauseText.brief(error(seen)));
        }
        return driverRuns(seen)
                ? job(observed)
                : new StageCondition.Waiting(
                        "Submitting", seen.named() + " is " + state(seen) + ", no driver runs yet");
    }

    private static StageCondition suspended(Optional<ObservedResource> application, List<ObservedResource> drivers) {
        boolean gone = drivers.isEmpty()
                && application
                        .map(a -> state(a).equals("SUSPENDED") || !a.hasStatus())
                        .orElse(true);
        return gone ? Suspension.held() : new StageCondition.Waiting("Suspending", "The job is being stopped");
    }

    private static StageCondition job(ObservedJob observed) {
        if (observed instanceof ObservedJob.NotAsked) {
            return new StageCondition.Waiting("Starting", "The driver runs; its job has not been asked yet");
        }
        if (observed instanceof ObservedJob.Unreachable unreachable) {
            return new StageCondition.Unknown(
                    "StatusUnreachable",
                    unreachable.message() + "; if the driver runs for long, allow the operator's pods to reach it");
        }
        return job(((ObservedJob.Seen) observed).status());
    }

    private static StageCondition job(JobStatus job) {
        return switch (job.state()) {
            case FAILED ->
                new StageCondition.Failed(
                        "JobFailed",
                        "The job failed: " + CauseText.brief(Objects.toString(job.message(), "it does not say why")));
            case STARTING -> new StageCondition.Waiting("Starting", "The job is starting");
            case RUNNING -> running(job);
        };
    }

    private static StageCondition running(JobStatus job) {
        return job.deadLetters() > 0
                ? new StageCondition.Ready(
                        "RunningWithDeadLetters",
                        "The job runs; some events could not be applied and stand in the dead-letter table"
                                + letters(job))
                : new StageCondition.Ready("Running", "The job runs");
    }

    /** The first tables, each with its first reason; never a count, which would change the status with each letter. */
    private static String letters(JobStatus job) {
        if (job.letters().isEmpty()) {
            return "";
        }
        String named = job.letters().stream()
                .limit(MAX_NAMED)
                .map(l -> "of " + l.name() + " (" + CauseText.clause(l.reason()) + ")")
                .collect(Collectors.joining(", "));
        int more = job.letters().size() - MAX_NAMED;
        return ": " + named + (more > 0 ? ", and of " + more + " more tables" : "");
    }

    private static String state(ObservedResource application) {
        String kubeflow = application.text("status", "applicationState", "state");
        return kubeflow.isEmpty() ? application.text("status", "currentState", "currentStateSummary") : kubeflow;
    }

    private static String error(ObservedResource application) {
        String kubeflow = application.text("status", "applicationState", "errorMessage");
        return kubeflow.isEmpty() ? application.text("status", "currentState", "message") : kubeflow;
    }
}
