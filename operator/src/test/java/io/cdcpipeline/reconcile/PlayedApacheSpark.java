package io.cdcpipeline.reconcile;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/**
 * Plays Apache's Spark operator, whose images are on no package registry. Its states are those that SparkAppReconciler walks
 * through: Submitted, DriverRequested with the driver's pod, RunningHealthy when that runs. It takes no notice of a change
 * of the spec, and cannot suspend. The pod's name is SparkAppSubmissionWorker.generateSparkAppId's and Spark's own
 * {@code -driver}; its labels are those of the pod template and Spark's {@code spark-role}.
 */
record PlayedApacheSpark(ClusterObjects shelf, Script script) {

    void act(StatusView now) {
        if (script.sparkOperatorRuns) {
            now.all(WatchedKind.APACHE_APPLICATION).forEach(application -> application(application, now));
        }
    }

    private void application(GenericKubernetesResource application, StatusView now) {
        ObservedResource live = new ObservedResource(application);
        String driver = live.name() + "-0-driver";
        if (!live.hasStatus()) {
            state(application, "Submitted");
        } else if (now.find(WatchedKind.POD, driver).isEmpty()) {
            pod(application, driver);
            state(application, "DriverRequested");
        } else {
            now.find(WatchedKind.POD, driver)
                    .ifPresent(pod -> shelf.status(
                            WatchedKind.POD, pod, "{phase: Running, conditions: [{type: Ready, status: 'True'}]}"));
            state(application, "RunningHealthy");
        }
    }

    private void state(GenericKubernetesResource application, String state) {
        shelf.status(WatchedKind.APACHE_APPLICATION, application, """
                {currentState: {currentStateSummary: %s, message: ''}, currentAttemptSummary: {attemptInfo: {id: 0}}}
                """.formatted(state));
    }

    private void pod(GenericKubernetesResource application, String name) {
        shelf.create(DriverPod.of(
                application, name, application.get("spec", "driverSpec", "podTemplateSpec", "metadata", "labels")));
    }
}
