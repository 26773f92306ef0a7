package io.cdcpipeline.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who is played in one namespace; each acts a few times a second. */
record ThirdParties(
        PlayedKubernetes kubernetes, PlayedStrimzi strimzi, PlayedSpark spark, ScheduledExecutorService thread) {

    private static final Logger LOG = LoggerFactory.getLogger(ThirdParties.class);
    private static final long EVERY_MILLIS = 100;

    ThirdParties(PlayedKubernetes kubernetes, PlayedStrimzi strimzi, PlayedSpark spark) {
        this(kubernetes, strimzi, spark, Executors.newSingleThreadScheduledExecutor());
    }

    void start() {
        thread.scheduleWithFixedDelay(this::act, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void act() {
        try {
            kubernetes.act();
            strimzi.act();
            spark.act();
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
