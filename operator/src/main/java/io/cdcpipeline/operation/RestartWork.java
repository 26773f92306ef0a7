package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.RestartStage;
import io.cdcpipeline.api.SparkRunner;
import io.cdcpipeline.cluster.ConnectorRestart;
import io.cdcpipeline.cluster.ServerWords;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.contract.JobState;
import io.cdcpipeline.observe.ObservedConnector;
import io.cdcpipeline.observe.ObservedJob;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.apply.StatusService;
import io.cdcpipeline.poll.ConnectClient;
import io.cdcpipeline.poll.JobClient;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Optional;

/** Starts a stage anew, and tells when it runs again. It may be asked as often as one likes, by one operator after another. */
final class RestartWork {

    private final KubernetesClient client;
    private final JobClient job;
    private final ConnectClient connect;
    private final Settings settings;

    RestartWork(KubernetesClient client, JobClient job, ConnectClient connect, Settings settings) {
        this.client = client;
        this.job = job;
        this.connect = connect;
        this.settings = settings;
    }

    Outcome advance(CdcOperation operation, CdcPipeline pipeline, RestartStage stage) {
        try {
            return switch (stage) {
                case APPLY -> apply(operation, pipeline);
                case CAPTURE -> capture(operation, pipeline);
            };
        } catch (KubernetesClientException e) {
            return refused(operation, ServerWords.of(e));
        }
    }

    /** What others in the cluster hold up is tried again, as everything is; the operation says whose word it waits for. */
    private static Outcome refused(CdcOperation operation, String said) {
        String replaces =
                operation.getStatus() == null ? null : operation.getStatus().replaces();
        String message = "the cluster refused it: " + said + "; tried again by itself";
        return replaces == null ? new Outcome.Pending("Refused", message) : Outcome.Running.restart(message, replaces);
    }

    /**
     * The application goes, and its driver with it; the pipeline's reconciliation makes it anew when no driver is left. Its uid
     * is written down before it is deleted, so that no operator deletes its successor.
     */
    private Outcome apply(CdcOperation operation, CdcPipeline pipeline) {
        WatchedKind kind = pipeline.getSpec().job().runner() == SparkRunner.KUBEFLOW
                ? WatchedKind.KUBEFLOW_APPLICATION
                : WatchedKind.APACHE_APPLICATION;
        Resource<GenericKubernetesResource> application =
                resource(kind, pipeline, Names.of(pipeline).apply());
        Optional<ObservedResource> live = Optional.ofNullable(application.get()).map(ObservedResource::new);
        String replaces =
                operation.getStatus() == null ? null : operation.getStatus().replaces();
        if (replaces == null) {
            return live.<Outcome>map(seen -> Outcome.Running.restart(
                            "the driver is being stopped",
                            seen.resource().getMetadata().getUid()))
                    .orElse(new Outcome.Pending("NoDriver", "there is no SparkApplication to restart yet"));
        }
        boolean old = live.isPresent()
                && replaces.equals(live.get().resource().getMetadata().getUid());
        if (old && !live.get().leaving()) {
            application.delete();
        }
        if (old || live.isEmpty()) {
            return Outcome.Running.restart("the driver is being stopped", replaces);
        }
        boolean runs = job.ask(live, StatusService.url(pipeline, settings)) instanceof ObservedJob.Seen seen
                && seen.status().state() == JobState.RUNNING;
        return runs
                ? new Outcome.Succeeded("a new driver runs", null)
                : Outcome.Running.restart("a new driver is starting", replaces);
    }

    private Outcome capture(CdcOperation operation, CdcPipeline pipeline) {
        Names names = Names.of(pipeline);
        Resource<GenericKubernetesResource> connector = resource(WatchedKind.CONNECTOR, pipeline, names.connector());
        Optional<ObservedResource> live = Optional.ofNullable(connector.get()).map(ObservedResource::new);
        if (live.isEmpty()) {
            return JobWork.later(operation, "NoConnector", "there is no KafkaConnector to restart yet");
        }
        if (!OperationStatuses.isRunning(operation)) {
            ConnectorRestart.WITH_TASKS.ask(client, names.namespace(), names.connector());
            return new Outcome.Running("Strimzi is asked to restart the connector", null, null);
        }
        if (live.get().annotation(ConnectorRestart.ANNOTATION) != null) {
            return new Outcome.Running(
                    "Strimzi has not restarted the connector yet; if it stays so, see that Strimzi's operator runs",
                    null,
                    null);
        }
        Optional<ObservedResource> workers = Optional.ofNullable(
                        resource(WatchedKind.CONNECT, pipeline, names.connect()).get())
                .map(ObservedResource::new);
        return runs(connect.ask(workers, names.connector()))
                ? new Outcome.Succeeded("the connector and its tasks run", null)
                : new Outcome.Running("the connector is starting", null, null);
    }

    private static boolean runs(ObservedConnector connector) {
        return connector instanceof ObservedConnector.Seen seen
                && seen.state().equals("RUNNING")
                && !seen.tasks().isEmpty()
                && seen.tasks().stream().allMatch(task -> task.state().equals("RUNNING"));
    }

    private Resource<GenericKubernetesResource> resource(WatchedKind kind, CdcPipeline pipeline, String name) {
        return client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                .inNamespace(pipeline.getMetadata().getNamespace())
                .withName(name);
    }
}
