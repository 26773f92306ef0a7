package io.cdcpipeline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.home.Ports;
import io.cdcpipeline.local.manifest.ManifestFile;
import io.cdcpipeline.local.mapping.LocalMapping;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker on a broker, without a connector. */
class ConnectWorkerIT {

    @TempDir
    Path folder;

    private StackSpec spec;
    private KafkaNode kafka;
    private ConnectWorker worker;

    @BeforeEach
    void start() {
        PipelineHome home = PipelineHome.of(folder.resolve("a pipeline"));
        home.create();
        Installation installation = Installation.current();
        spec = new LocalMapping(installation, home)
                .map(new ManifestFile(installation.sample()).readComplete())
                .stack();
        kafka = new KafkaNode(spec.kafka());
        kafka.start();
        worker = new ConnectWorker(spec.connect().worker());
        worker.start();
    }

    @AfterEach
    void end() {
        worker.stop();
        kafka.stop();
    }

    /** Else Kafka is stopped under a worker that still wants to commit, and the process hangs for half a minute. */
    @Test
    void stopWaitsForTheEndAlsoWhenConnectsOwnShutdownHookWasFirst() {
        int port = URI.create(spec.connect().worker().get("listeners")).getPort();
        Thread hook = new Thread(worker::stop, "as Connect's own hook");

        hook.start();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Ports.isFree(port));
        worker.stop();

        assertThat(worker.hasEnded()).isTrue();
    }
}
