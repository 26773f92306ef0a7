package io.cdcpipeline.job.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.KafkaSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KafkaTransportTest {

    /** On a laptop Kafka may be gone before the job is: its process hung, until it was killed. */
    @Test
    void closeDoesNotWaitForWhatIsStillAskedOfAKafkaThatIsGone() throws Exception {
        KafkaTransport transport = new KafkaTransport(new KafkaSource("127.0.0.1:1", "gone", "x", null, null));
        CountDownLatch asked = new CountDownLatch(1);
        Thread asking = new Thread(
                () -> {
                    asked.countDown();
                    try {
                        transport.topics();
                    } catch (TransportException e) {
                        // It is told that nobody answers.
                    }
                },
                "asks");
        asking.setDaemon(true);
        asking.start();
        asked.await();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> asking.getState() == Thread.State.WAITING);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(transport::close);

        assertThat(closed).succeedsWithin(20, TimeUnit.SECONDS);
    }
}
