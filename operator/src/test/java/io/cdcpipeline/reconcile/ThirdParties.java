package io.cdcpipeline.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who is played in one namespace; each acts a few times a second. */
record ThirdParties(
        ClusterObjects shelf,
        PlayedKubernetes kubernetes,
        PlayedStrimzi strimzi,
        PlayedSpark spark,
        PlayedApacheSpark apacheSpark,
        ScheduledExecutorService thread) {

    private static final Logger LOG = LoggerFactory.getLogger(ThirdParties.class);
    private static final long EVERY_MILLIS = 100;

    static ThirdParties of(ClusterObjects shelf, Script script, PlayedServers servers) {
        return new ThirdParties(
                shelf,
                new PlayedKubernetes(shelf, script),
                new PlayedStrimzi(shelf, script, servers, new CopyOnWriteArrayList<>()),
                new PlayedSpark(shelf, script),
                new PlayedApacheSpark(shelf, script),
                Executors.newSingleThreadScheduledExecutor());
    }

    void start() {
        thread.scheduleWithFixedDelay(this::act, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void act() {
        try {
            var now = new StatusView(shelf);
            kubernetes.act(now);
            strimzi.act(now);
            spark.act(now);
            apacheSpark.act(now);
        } catch (KubernetesClientException e) {
            LOG.debug("Tried again: something changed meanwhile", e);
        } catch (RuntimeException e) {
            LOG.error("A third party failed", e);
        }
    }

    void stop() {
        thread.shutdownNow();
    }
}
