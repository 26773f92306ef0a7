package io.cdcpipeline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.LocalException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ServerKilledExceptionTest {

    private static final LocalException SEEN = new LocalException("PostgreSQL does not start: no more space");

    @Test
    void serverThatASignalEndedWasKilled() throws Exception {
        assertThat(ServerKilledException.or(SEEN, ended("kill -9 $$")))
                .isInstanceOf(ServerKilledException.class)
                .hasMessageContaining("137");
    }

    @Test
    void serverThatGaveUpWasNot() throws Exception {
        assertThat(ServerKilledException.or(SEEN, ended("exit 1"))).isSameAs(SEEN);
    }

    @Test
    void serverThatStillRunsWasNot() throws Exception {
        Process running = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(ServerKilledException.or(SEEN, running)).isSameAs(SEEN);
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
