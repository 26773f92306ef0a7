package io.cdcpipeline.reconcile;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plays Kubeflow's Spark operator 2.x, so that a test decides what goes wrong (the real one runs in k8s/e2e). States and
 * their order are those of internal/controller/sparkapplication/controller.go: new, SUBMITTED with the driver's pod, RUNNING
 * when that runs, and after a change of the spec the driver is killed and submitted anew (INVALIDATING, PENDING_RERUN);
 * suspension ends the driver (SUSPENDING, SUSPENDED). There is no observedGeneration. Labels of the driver's pod: those of
 * {@code spec.driver.labels}, and Spark's own {@code spark-role}.
 */
final class PlayedSpark {

    private final ClusterObjects shelf;
    private final Script script;
    private final Map<String, Long> submitted = new ConcurrentHashMap<>();

    PlayedSpark(ClusterObjects shelf, Script script) {
        this.shelf = shelf;
        this.script = script;
    }

    void act(StatusView now) {
        if (script.sparkOperatorRuns) {
            now.all(WatchedKind.KUBEFLOW_APPLICATION).forEach(application -> application(application, now));
        }
    }

    private void application(GenericKubernetesResource application, StatusView now) {
        ObservedResource live = new ObservedResource(application);
        String driver = live.name() + "-driver";
        boolean driverThere = now.find(WatchedKind.POD, driver).isPresent();
        String uid = application.getMetadata().getUid();
        long generation = application.getMetadata().getGeneration();
        if (live.flag("spec", "suspend")) {
            submitted.remove(uid);
            now.find(WatchedKind.POD, driver).ifPresent(pod -> shelf.delete(WatchedKind.POD, driver));
            state(application, driverThere ? "SUSPENDING" : "SUSPENDED");
        } else if (!driverThere) {
            submitted.put(uid, generation);
            pod(application, driver);
            state(application, "SUBMITTED");
        } else if (script.driverImageTrouble != null) {
            podStatus(
                    driver,
                    "{phase: Pending, containerStatuses: [{name: spark-kubernetes-driver, ready: false,"
                            + " restartCount: 0, image: x, imageID: '', state: {waiting: {reason: ImagePullBackOff, message: %s}}}]}"
                                    .formatted(Serialization.asJson(script.driverImageTrouble)));
        } else if (submitted.getOrDefault(uid, generation) != generation && !script.sparkOperatorMissesChanges) {
            shelf.delete(WatchedKind.POD, driver);
            state(application, "INVALIDATING");
        } else {
            submitted.putIfAbsent(uid, generation);
            podStatus(driver, "{phase: Running, conditions: [{type: Ready, status: 'True'}]}");
            state(application, "RUNNING");
        }
    }

    private void podStatus(String driver, String status) {
        shelf.find(WatchedKind.POD, driver).ifPresent(pod -> shelf.status(WatchedKind.POD, pod, status));
    }

    private void state(GenericKubernetesResource application, String state) {
        shelf.status(WatchedKind.KUBEFLOW_APPLICATION, application, """
                {applicationState: {state: %s}, driverInfo: {podName: %s-driver}, executionAttempts: 1,
                 sparkApplicationId: spark-%s, submissionAttempts: 1}
                """.formatted(
                        state,
                        application.getMetadata().getName(),
                        application.getMetadata().getUid().substring(0, 8)));
    }

    private void pod(GenericKubernetesResource application, String name) {
        Map<String, Object> labels = new TreeMap<>(application.<Map<String, Object>>get("spec", "driver", "labels"));
        labels.put("sparkoperator.k8s.io/app-name", application.getMetadata().getName());
        shelf.create(DriverPod.of(application, name, labels));
    }
}
