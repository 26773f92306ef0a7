package io.cdcpipeline.report;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Plan;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Settings;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Of a pipeline on a cluster, with the rights of whoever asks for it.
 *
 * @param operatorNamespace where the operator's pods are
 * @param tail how many lines of each log
 */
public record ClusterReport(KubeApi api, String namespace, String name, String operatorNamespace, int tail) {

    private static final String PIPELINES = "/apis/cdcpipeline.io/v1alpha1/namespaces/%s/cdcpipelines/%s";
    private static final String OPERATIONS = "/apis/cdcpipeline.io/v1alpha1/namespaces/%s/cdcoperations";
    private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/%s/events";

    /** @throws LocalException when there is no such pipeline, or it may not be read */
    public Report write(Path file) throws IOException {
        Map<String, Object> pipeline = pipeline();
        Plan plan = Planner.plan(typed(pipeline), Settings.defaults());
        Names names = Names.of(typed(pipeline));
        NamedSecrets secrets = NamedSecrets.read(api, namespace, secretNames(pipeline, plan));
        Report report = Report.into(file, Redaction.of(secrets.values()));
        try (report) {
            report.tree("pipeline.yaml", () -> pipeline);
            report.tree("objects/Secret.yaml", secrets::keys);
            secrets.unread().forEach(report::problem);
            report.tree("objects/CdcOperation.yaml", this::operations);
            new ClusterObjects(api, names, plan).write(report);
            report.text("events.txt", () -> new EventLines(names).of(api.items(EVENTS.formatted(namespace))));
            new PodLogs(api, names, tail).write(report);
            report.text("logs/operator.log", () -> new PodLogs(api, names, tail).ofOperator(operatorNamespace));
            answers(report, names);
            report.tree("versions.yaml", () -> versions(names));
        }
        return report;
    }

    private Map<String, Object> pipeline() {
        try {
            return KubeApi.clean(api.object(PIPELINES.formatted(namespace, name)));
        } catch (IOException | RuntimeException e) {
            throw new LocalException(
                    "The pipeline " + name + " cannot be read in namespace " + namespace + ": " + KubeApi.cause(e), e);
        }
    }

    private static CdcPipeline typed(Map<String, Object> pipeline) {
        return Serialization.unmarshal(Serialization.asJson(pipeline), CdcPipeline.class);
    }

    /** Those that the manifest names, under whatever field, and those that were drawn. */
    private static List<String> secretNames(Map<String, Object> pipeline, Plan plan) {
        Stream<GeneratedSecret> drawn = Stream.concat(
                plan.stages().stream().flatMap(stage -> stage.generated().stream()),
                plan.lab().stream().flatMap(lab -> lab.generated().stream()));
        return Stream.concat(
                        NamedSecrets.namedIn(pipeline.get("spec")),
                        drawn.map(secret -> secret.template().getMetadata().getName()))
                .distinct()
                .sorted()
                .toList();
    }

    private List<Map<String, Object>> operations() throws IOException {
        return api.items(OPERATIONS.formatted(namespace)).stream()
                .filter(operation -> name.equals(KubeApi.at(operation, "spec", "pipeline")))
                .toList();
    }

    /** What driver and worker say, by way of the API server. */
    private void answers(Report report, Names names) throws IOException {
        String services = "/api/v1/namespaces/" + namespace + "/services/";
        report.tree("status.yaml", () -> api.object(services + names.apply() + ":8090/proxy/status"));
        report.tree(
                "connectors.yaml",
                () -> api.object(
                        services + names.connect() + "-connect-api:8083/proxy/connectors?expand=status&expand=info"));
    }

    private Map<String, Object> versions(Names names) throws IOException {
        Map<String, Object> all = new TreeMap<>();
        all.put("cdc", Versions.CDC);
        all.put(
                "kubernetes",
                Optional.ofNullable(api.object("/version").get("gitVersion")).orElse("unknown"));
        for (Map<String, Object> pod : api.items(KubeApi.path("v1", namespace, "pods") + KubeApi.of(names))) {
            String image = PodLogs.containers(pod).stream()
                    .map(container -> String.valueOf(container.get("image")))
                    .findFirst()
                    .orElse("unknown");
            all.put("image of " + KubeApi.at(pod, "metadata", "name"), image);
        }
        return all;
    }
}
