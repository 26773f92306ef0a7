package io.cdcpipeline.poll;

import io.cdcpipeline.api.CdcPipeline;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pipeline is looked at for as long as it is there, whatever was there before under its name. */
class PolledStateSourceTest {

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger nobody = new AtomicInteger();
    private final CountDownLatch looking = new CountDownLatch(1);
    private final CountDownLatch deleted = new CountDownLatch(1);
    private volatile CdcPipeline known;

    private final PolledStateSource source = PolledStateSource.of(
            new EventSourceContext<>(cache(), null, null, CdcPipeline.class),
            new PolledStateSource.Fetcher(null, this::look, Duration.ofMillis(20), Clock.systemUTC()));

    @AfterEach
    void stop() {
        source.stop();
    }

    @Test
    void aPipelineThatWasDeletedWhileItWasLookedAtIsLookedAtWhenItIsMadeAgain() throws InterruptedException {
        source.setEventHandler(event -> {});
        source.start();
        known = pipeline("first");
        source.onResourceCreated(known);
        looking.await();

        CdcPipeline first = known;
        known = null;
        source.onResourceDeleted(first);
        deleted.countDown();
        Awaitility.await().until(() -> nobody.get() > 0);
        int before = looks.get();
        known = pipeline("second");
        source.onResourceCreated(known);

        Awaitility.await().until(() -> looks.get() > before);
    }

    /** Whether this replica leads is asked at each look. */
    private boolean look() {
        looks.incrementAndGet();
        looking.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                deleted.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private IndexerResourceCache<CdcPipeline> cache() {
        return (IndexerResourceCache<CdcPipeline>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {IndexerResourceCache.class},
                (proxy, method, arguments) -> {
                    Optional<CdcPipeline> found = Optional.ofNullable(known);
                    if (found.isEmpty()) {
                        nobody.incrementAndGet();
                    }
                    return found;
                });
    }

    private static CdcPipeline pipeline(String uid) {
        CdcPipeline pipeline = new CdcPipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withNamespace("ns")
                .withName("shop")
                .withUid(uid)
                .withGeneration(1L)
                .build());
        return pipeline;
    }
}
