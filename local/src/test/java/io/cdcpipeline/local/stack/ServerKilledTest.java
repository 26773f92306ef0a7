package io.cdcpipeline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.LocalFailure;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ServerKilledTest {

    private static final LocalFailure SEEN = new LocalFailure("PostgreSQL does not start: no more space");

    @Test
    void serverThatASignalEndedWasKilled() throws Exception {
        assertThat(ServerKilled.or(SEEN, ended("kill -9 $$")))
                .isInstanceOf(ServerKilled.class)
                .hasMessageContaining("137");
    }

    @Test
    void serverThatGaveUpWasNot() throws Exception {
        assertThat(ServerKilled.or(SEEN, ended("exit 1"))).isSameAs(SEEN);
    }

    @Test
    void serverThatStillRunsWasNot() throws Exception {
        Process running = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(ServerKilled.or(SEEN, running)).isSameAs(SEEN);
        } finally {
            running.destroyForcibly().waitFor();
        }
    }

    private static Process ended(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", script).start();
        process.waitFor();
        return process;
    }
}
