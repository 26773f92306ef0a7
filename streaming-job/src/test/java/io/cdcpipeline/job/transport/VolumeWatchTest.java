package io.cdcpipeline.job.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.BrokerVolume;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VolumeWatchTest {

    @Test
    void goesOnAskingAndLeavesStandingWhatWasToldBefore() throws InterruptedException {
        BlockingQueue<List<BrokerVolume>> told = new LinkedBlockingQueue<>();
        AtomicInteger asked = new AtomicInteger();

        try (VolumeWatch watch = VolumeWatch.start(
                Duration.ofMillis(1),
                () -> {
                    if (asked.incrementAndGet() == 2) {
                        throw new TransportException("Kafka does not answer", null);
                    }
                    return List.of(new BrokerVolume(0, 100, asked.get()));
                },
                told::add)) {
            assertThat(next(told)).isEqualTo(new BrokerVolume(0, 100, 1));
            assertThat(next(told)).isEqualTo(new BrokerVolume(0, 100, 3));
            assertThat(watch).isNotNull();
        }
    }

    private static BrokerVolume next(BlockingQueue<List<BrokerVolume>> told) throws InterruptedException {
        List<BrokerVolume> volumes = told.poll(1, TimeUnit.MINUTES);
        assertThat(volumes).as("told in time").isNotNull();
        return volumes.get(0);
    }
}
