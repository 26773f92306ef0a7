package io.cdcpipeline.observe;

import io.cdcpipeline.contract.JobStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Whether changes get into the tables: the Spark operator's word, then the driver's pod, then the job itself. */
public final class JobReading {

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

    private JobReading() {}

    /** True when a driver may be asked for its status. */
    public static boolean driverRuns(Live application) {
        return RUNNING.contains(state(application));
    }

    /**
     * @param drivers the driver's pods, more than one while one follows another
     * @param suspended the application is meant to be suspended, or gone
     */
    public static Standing of(Optional<Live> application, List<Live> drivers, JobSight sight, boolean suspended) {
        if (suspended) {
            return suspended(application, drivers);
        }
        if (application.isEmpty()) {
            return new Standing.Waiting("Absent", "The SparkApplication does not exist yet");
        }
        Live seen = application.get();
        if (!seen.hasStatus()) {
            return new Standing.Waiting(
                    "NotReported",
                    "Spark's operator has not reported on " + seen.named() + " yet; if it stays so, check that it runs"
                            + " and that this namespace is one of its job namespaces");
        }
        Optional<Standing> trouble = PodTrouble.in(drivers);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        if (FAILED.contains(state(seen))) {
            return new Standing.Failed("DriverFailed", seen.named() + " failed: " + Message.brief(error(seen)));
        }
        return driverRuns(seen)
                ? job(sight)
                : new Standing.Waiting("Submitting", seen.named() + " is " + state(seen) + ", no driver runs yet");
    }

    private static Standing suspended(Optional<Live> application, List<Live> drivers) {
        boolean gone = drivers.isEmpty()
                && application
                        .map(a -> state(a).equals("SUSPENDED") || !a.hasStatus())
                        .orElse(true);
        return gone ? Suspension.held() : new Standing.Waiting("Suspending", "The job is being stopped");
    }

    private static Standing job(JobSight sight) {
        if (sight instanceof JobSight.NotAsked) {
            return new Standing.Waiting("Starting", "The driver runs; its job has not been asked yet");
        }
        if (sight instanceof JobSight.Unreachable unreachable) {
            return new Standing.Unknown(
                    "StatusUnreachable",
                    unreachable.message() + "; if the driver runs for long, allow the operator's pods to reach it");
        }
        return job(((JobSight.Seen) sight).status());
    }

    private static Standing job(JobStatus job) {
        return switch (job.state()) {
            case FAILED ->
                new Standing.Failed(
                        "JobFailed",
                        "The job failed: " + Message.brief(Objects.toString(job.message(), "it does not say why")));
            case STARTING -> new Standing.Waiting("Starting", "The job is starting");
            case RUNNING -> running(job);
        };
    }

    private static Standing running(JobStatus job) {
        return job.deadLetters() > 0
                ? new Standing.Ready(
                        "RunningWithDeadLetters",
                        "The job runs; some events could not be read and stand in the dead-letter table")
                : new Standing.Ready("Running", "The job runs");
    }

    private static String state(Live application) {
        String kubeflow = application.text("status", "applicationState", "state");
        return kubeflow.isEmpty() ? application.text("status", "currentState", "currentStateSummary") : kubeflow;
    }

    private static String error(Live application) {
        String kubeflow = application.text("status", "applicationState", "errorMessage");
        return kubeflow.isEmpty() ? application.text("status", "currentState", "message") : kubeflow;
    }
}
