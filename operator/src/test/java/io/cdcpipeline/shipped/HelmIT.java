package io.cdcpipeline.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cdcpipeline.testing.ApiServer;
import io.cdcpipeline.testing.Checkout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Helm makes of the chart, where a {@code helm} is on PATH or named by HELM. */
class HelmIT {

    private static final Optional<Path> HELM = helm();
    private static final String NAMESPACE = "cdcpipeline-system";

    private final ApiServer api = ApiServer.running();
    private Kubectl kubectl;

    @BeforeEach
    void helmIsThere(@TempDir Path folder) throws IOException {
        assumeTrue(HELM.isPresent(), "no helm on PATH, and HELM names none");
        kubectl = Kubectl.of(api, folder);
    }

    @Test
    void chartInstallsWhatKustomizeDoes() throws Exception {
        Map<String, HasMetadata> kustomized =
                resources(kubectl.run("kustomize", "k8s").output());
        kustomized.remove("Namespace/" + NAMESPACE); // Helm makes it by --create-namespace

        Map<String, HasMetadata> charted = resources(template());

        assertThat(charted).isEqualTo(kustomized);
    }

    @Test
    void operatorOfNamedNamespacesHasARoleInEachAndNothingElse() throws Exception {
        ClusterRole all = (ClusterRole) resources(template()).get("ClusterRole/cdcpipeline-operator");
        Map<String, HasMetadata> bounded =
                resources(template("--set", "namespaces={shop,stock},crds.install=false,userRoles.create=false"));

        assertThat(bounded.values()).noneMatch(r -> r.getKind().startsWith("Cluster"));
        assertThat(bounded.values()).noneMatch(r -> r.getKind().equals("CustomResourceDefinition"));
        for (String namespace : List.of("shop", "stock")) {
            Role role = (Role) bounded.get("Role/" + namespace + "/cdcpipeline-operator");
            RoleBinding binding = (RoleBinding) bounded.get("RoleBinding/" + namespace + "/cdcpipeline-operator");
            assertThat(role.getRules()).isEqualTo(all.getRules());
            assertThat(binding.getRoleRef().getKind()).isEqualTo("Role");
            assertThat(binding.getSubjects()).extracting(Subject::getNamespace).containsExactly(NAMESPACE);
        }
        assertThat(bounded.get("Deployment/" + NAMESPACE + "/cdcpipeline-operator")
                        .toString())
                .contains("shop,stock");
    }

    @Test
    void apiServerTakesWhatTheChartMakesOfEveryValue(@TempDir Path folder) throws Exception {
        String namespace = api.newNamespace();
        String values = """
                {namespaces: [%s], replicas: 2, image: {digest: 'sha256:%s', pullPolicy: Always},
                 imagePullSecrets: [{name: pull}], env: {CDC_POLL_INTERVAL: 30s}, resources: {limits: {memory: 1Gi}},
                 podAnnotations: {a: b}, nodeSelector: {c: d}, tolerations: [{operator: Exists}],
                 affinity: {nodeAffinity: {}}, crds: {install: true}, userRoles: {create: true}}
                """.formatted(namespace, "a".repeat(64));
        Path file = Files.writeString(folder.resolve("values.yaml"), values);
        Path rendered = Files.writeString(folder.resolve("all.yaml"), template("-n", namespace, "-f", file.toString()));

        var result = kubectl.run(
                "apply",
                "--server-side",
                "--force-conflicts",
                "--validate=strict",
                "--dry-run=server",
                "-f",
                rendered.toString());

        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void valueThatNobodyKnowsIsRefusedByName() throws Exception {
        Kubectl.Result result = run(HELM.get(), "template", "cdc", "k8s/chart", "--set", "namespace=shop");

        assertThat(result.status()).isNotZero();
        assertThat(result.output()).contains("'namespace'");
    }

    @Test
    void lintFindsNothing() throws Exception {
        Kubectl.Result result = run(HELM.get(), "lint", "k8s/chart", "--strict");

        assertThat(result.status()).as(result.output()).isZero();
    }

    private static String template(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("template", "cdc", "k8s/chart", "-n", NAMESPACE, "--kube-version", "1.31.0", "--skip-tests"));
        arguments.addAll(List.of(more));
        Kubectl.Result result = run(HELM.get(), arguments.toArray(String[]::new));
        assertThat(result.status()).as(result.output()).isZero();
        // It notes each link that it follows, to the same stream.
        return result.output().substring(result.output().indexOf("---\n"));
    }

    private Map<String, HasMetadata> resources(String yaml) {
        var all = new TreeMap<String, HasMetadata>();
        api.client()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(resource -> {
                    withoutHelm(resource.getMetadata());
                    String namespace = resource.getMetadata().getNamespace();
                    String place = namespace == null ? "" : namespace + "/";
                    all.put(
                            resource.getKind() + "/" + place
                                    + resource.getMetadata().getName(),
                            resource);
                });
        return all;
    }

    /** Helm's own marks. */
    private static void withoutHelm(ObjectMeta metadata) {
        var labels = new HashMap<>(Optional.ofNullable(metadata.getLabels()).orElseGet(Map::of));
        List.of("app.kubernetes.io/instance", "app.kubernetes.io/managed-by", "helm.sh/chart")
                .forEach(labels::remove);
        metadata.setLabels(labels);
        var annotations =
                new HashMap<>(Optional.ofNullable(metadata.getAnnotations()).orElseGet(Map::of));
        annotations.remove("helm.sh/resource-policy");
        metadata.setAnnotations(annotations);
    }

    private static Optional<Path> helm() {
        Stream<Path> named = Stream.ofNullable(System.getenv("HELM")).map(Path::of);
        Stream<Path> found = Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "helm"));
        return Stream.concat(named, found).filter(Files::isExecutable).findFirst();
    }

    private static Kubectl.Result run(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(Checkout.root().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Still running: " + command);
        }
        return new Kubectl.Result(process.exitValue(), output);
    }
}
