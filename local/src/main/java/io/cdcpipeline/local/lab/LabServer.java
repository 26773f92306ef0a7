package io.cdcpipeline.local.lab;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.home.Ports;
import io.cdcpipeline.local.home.SecretStore;
import io.cdcpipeline.local.process.Child;
import io.cdcpipeline.local.process.PidFile;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** JupyterLab on this machine's loopback, behind a token; it ends with this process. */
public final class LabServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String SECRET = "lab";
    private static final String TOKEN = "token";
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 100;

    private final PipelineHome home;
    private final int port;
    private final Child child;
    private final Thread hook = new Thread(this::stop, "stop-lab");

    private LabServer(PipelineHome home, int port, Child child) {
        this.home = home;
        this.port = port;
        this.child = child;
    }

    /** @throws LocalException when the port is somebody's already */
    public static void requireFree(int port) {
        if (!Ports.isFree(port)) {
            throw new LocalException("Port " + port + " of " + HOST + " is taken; choose another with --port.");
        }
    }

    /**
     * Returns when it answers.
     *
     * @throws LocalException when it ends instead; its log says why
     */
    public static LabServer start(Installation installation, LabEnvironment environment, PipelineHome home, int port)
            throws InterruptedException {
        requireFree(port);
        LabFolder folder = new LabFolder(home);
        folder.layOut(installation);
        SecretStore secrets = new SecretStore(home.secrets());
        secrets.generate(SECRET, TOKEN);
        LabProcess process = new LabProcess(installation, environment, home);
        Child child = Child.start(
                process.builder(port, secrets.file(SECRET, TOKEN)),
                new PidFile(home.run().resolve("lab.pid")),
                home.log(SECRET),
                line -> {});
        LabServer server = new LabServer(home, port, child);
        Runtime.getRuntime().addShutdownHook(server.hook);
        server.awaitAnswer();
        return server;
    }

    /** Where a browser opens a notebook; it holds the token. */
    public String url(Map<String, String> environment) {
        byte[] token = new SecretStore(home.secrets()).read(SECRET).get(TOKEN);
        return "http://" + HOST + ":" + port + "/lab/tree/" + LabFolder.first(environment) + "?token="
                + new String(token, StandardCharsets.UTF_8);
    }

    /** Where the user's notebooks are. */
    public Path folder() {
        return new LabFolder(home).path();
    }

    /** Waits until it ends. */
    public void awaitEnd() throws InterruptedException {
        try {
            child.exit().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitAnswer() throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (hasEnded() || System.nanoTime() > deadline) {
                close();
                throw new LocalException("JupyterLab did not start; " + home.log(SECRET) + " says why.");
            }
        }
    }

    private boolean hasEnded() throws InterruptedException {
        try {
            child.exit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + HOST + ":" + port + "/api").toURL().openConnection();
            connection.setConnectTimeout((int) POLL_MILLIS);
            connection.setReadTimeout((int) START.toMillis());
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Kernels and their Sparks are the server's own to end; what stays nevertheless, because it hangs, is killed. */
    private void stop() {
        List<ProcessHandle> kernels = ProcessHandle.of(child.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        child.release();
        child.awaitEnd(END);
        kernels.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and that hook is what stops the server.
        }
    }
}
