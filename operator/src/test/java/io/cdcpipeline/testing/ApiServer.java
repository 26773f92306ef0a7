package io.cdcpipeline.testing;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real kube-apiserver with etcd behind it: one for all tests of a JVM, with the definitions in {@code crds/}
 * installed; a namespace for each test. Nothing runs the objects: no kubelet, no controllers, so a namespace is never
 * deleted and nothing is garbage collected.
 */
public final class ApiServer {

    private static ApiServer running;
    private static RuntimeException refused;

    private final KubeAPIServer server;
    private final Path kubectl;
    private final KubernetesClient client;

    private ApiServer(KubeAPIServer server, Path kubectl) {
        this.server = server;
        this.kubectl = kubectl;
        this.client = newClient();
    }

    /** The server of this JVM, started by the first who asks (about five seconds). */
    public static synchronized ApiServer running() {
        if (refused != null) {
            throw refused;
        }
        if (running == null) {
            try {
                running = start();
                running.install(Checkout.yaml(Checkout.root().resolve("crds")));
            } catch (RuntimeException e) {
                refused = e;
                throw e;
            }
        }
        return running;
    }

    private static ApiServer start() {
        Path binaries = ApiServerBinaries.of(System.getenv(), Checkout.root()).find();
        try {
            RunFolder folder = RunFolder.over(binaries, Checkout.target("kube-api"));
            KubeAPIServer server = server(folder);
            Process guard = folder.endWithThisJvm();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, guard, folder)));
            server.start();
            return new ApiServer(server, binaries.resolve("kubectl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KubeAPIServer server(RunFolder folder) {
        return new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .withTestDir(folder.root().toString())
                .withApiServerFlag("--bind-address", "127.0.0.1")
                // Nobody reaches this server through its Service, and a loopback address may not be advertised there.
                .withApiServerFlag("--endpoint-reconciler-type", "none")
                // As OpenShift has it: who changes an object's owner must be allowed to delete it.
                .withApiServerFlag("--enable-admission-plugins", "OwnerReferencesPermissionEnforcement")
                .build());
    }

    private static void stop(KubeAPIServer server, Process guard, RunFolder folder) {
        try {
            server.stop();
            guard.destroyForcibly().waitFor();
            folder.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The cluster administrator's client, shared by all tests: do not close it. */
    public KubernetesClient client() {
        return client;
    }

    /** A client of the caller's own, for what closes or fills its client's caches; the caller closes it. */
    public KubernetesClient newClient() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig()))
                .build();
    }

    /** An administrator's kubeconfig. */
    public String kubeconfig() {
        return server.getKubeConfigYaml();
    }

    /** The {@code kubectl} of this server's version. */
    public Path kubectl() {
        return kubectl;
    }

    /** A new, empty namespace; its name. */
    public String newNamespace() {
        return client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("test-")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
    }

    /**
     * Installs the definitions of the given projects and waits until they are served; again: nothing to do. Where they
     * can't be had, the test is reported as skipped, with the reason; in a continuous build it fails.
     */
    public void install(ThirdPartyCrds... projects) {
        for (ThirdPartyCrds project : projects) {
            install(project.files());
        }
    }

    private void install(List<Path> files) {
        List<CustomResourceDefinition> definitions = files.stream()
                .flatMap(file -> client.load(newStream(file)).items().stream())
                .filter(CustomResourceDefinition.class::isInstance)
                .map(CustomResourceDefinition.class::cast)
                .toList();
        definitions.forEach(
                definition -> client.resource(definition).forceConflicts().serverSideApply());
        definitions.forEach(definition ->
                client.resource(definition).waitUntilCondition(ApiServer::established, 30, TimeUnit.SECONDS));
    }

    private static InputStream newStream(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean established(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Established")
                                && c.getStatus().equals("True"));
    }
}
