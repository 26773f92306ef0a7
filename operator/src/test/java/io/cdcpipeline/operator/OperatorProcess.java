package io.cdcpipeline.operator;

import io.cdcpipeline.reconcile.ShippedRole;
import io.cdcpipeline.testing.ApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The operator as its image runs it: a process of its own, configured by its environment, under the shipped role. */
public final class OperatorProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private OperatorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param jvm further options of its JVM */
    public static OperatorProcess start(Path folder, Map<String, String> environment, String... jvm)
            throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, kubeconfig(ShippedRole.login(ApiServer.running())));
        Path log = folder.resolve("log");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvm));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("CDC_"));
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().putAll(environment);
        return new OperatorProcess(builder.start(), log);
    }

    private static String kubeconfig(Config login) {
        return Serialization.asYaml(new TreeMap<String, Object>(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "current-context",
                "c",
                "clusters",
                List.of(Map.of(
                        "name",
                        "c",
                        "cluster",
                        Map.of("server", login.getMasterUrl(), "insecure-skip-tls-verify", true))),
                "users",
                List.of(Map.of("name", "u", "user", Map.of("token", login.getOauthToken()))),
                "contexts",
                List.of(Map.of("name", "c", "context", Map.of("cluster", "c", "user", "u"))))));
    }

    public Process process() {
        return process;
    }

    /** All that processes of this folder have said so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** 0 when nobody answers. */
    static int status(int port, String path) throws InterruptedException {
        try {
            return get(port, path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    public static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** As kill -9 does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
