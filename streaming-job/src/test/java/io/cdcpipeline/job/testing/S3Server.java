package io.cdcpipeline.job.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server that speaks S3's protocol, S3Proxy with its objects in memory: Amazon's own runs nowhere else. It knows conditional
 * writes. Other modules use it, which have no client of S3's.
 */
public final class S3Server implements AutoCloseable {

    /** Beside the module, from wherever a sibling runs its tests. */
    private static final Path JAR = Path.of("..", "streaming-job", "target", "s3proxy.jar");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param folder for its configuration and its log */
    public static S3Server start(Path folder) throws IOException, InterruptedException {
        return start(folder, "s3proxy.authorization=none");
    }

    /** One that refuses whoever has not signed with key {@code key} and this secret. */
    public static S3Server strict(Path folder, String secret) throws IOException, InterruptedException {
        return start(folder, "s3proxy.authorization=aws-v2-or-v4\ns3proxy.identity=key\ns3proxy.credential=" + secret);
    }

    private static S3Server start(Path folder, String authorization) throws IOException, InterruptedException {
        int port = freePort();
        Path configuration = Files.write(
                folder.resolve("s3proxy.conf"),
                List.of(
                        authorization,
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "jclouds.provider=transient-nio2",
                        "jclouds.identity=none",
                        "jclouds.credential=none"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString(),
                        "--properties",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        S3Server server = new S3Server(process, port);
        server.awaitOpen();
        return server;
    }

    /** Hadoop's options to reach it; any key does. */
    public Map<String, String> options() {
        return Map.of(
                "fs.s3a.endpoint", "http://127.0.0.1:" + port,
                "fs.s3a.path.style.access", "true",
                "fs.s3a.connection.ssl.enabled", "false",
                "fs.s3a.access.key", "key",
                "fs.s3a.secret.key", "a secret");
    }

    public int port() {
        return port;
    }

    public void makeBucket(String name) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + name))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
    }

    private void awaitOpen() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(50); // nothing tells when it listens
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
