package io.cdcpipeline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A server whose start fails is one of shell; what becomes of it is the same. */
class ServerRestarterTest {

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream events = new ByteArrayOutputStream();

    @Test
    void aServerThatADiskWithoutSpaceKeepsFromStartingIsTriedAgain() {
        var restarter = new ServerRestarter(new FullDiskOnce(), new StageEvents(new PrintStream(events, true)));
        restarter.start();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(done).containsExactly("start", "start", "stop", "start"));
        assertThat(events.toString()).contains("Cannot write server.pid: No space left on device");
        restarter.stop();
    }

    /** Ends at once after its first start, lacks space at the second, and runs from the third on. */
    private final class FullDiskOnce implements ManagedServer {

        private Process process;

        @Override
        public String title() {
            return "MariaDB";
        }

        @Override
        public Process start() {
            done.add("start");
            if (done.size() == 2) {
                throw new UncheckedIOException("Cannot write server.pid", new IOException("No space left on device"));
            }
            try {
                process = new ProcessBuilder(done.size() == 1 ? "true" : "cat").start();
                return process;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            done.add("stop");
            process.destroyForcibly();
        }
    }
}
