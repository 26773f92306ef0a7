package io.cdcpipeline.plan;

import io.strimzi.api.kafka.model.common.Probe;
import io.strimzi.api.kafka.model.common.ProbeBuilder;

/**
 * When Strimzi's pods count as started, and as stuck. Its defaults ask a Connect worker after a fixed minute and end it
 * when it is not up 20 seconds later: a long wait on an idle node, and on a busy one a worker that never gets up.
 */
public final class Probes {

    private Probes() {}

    public static Probe readiness() {
        return new ProbeBuilder()
                .withInitialDelaySeconds(10)
                .withPeriodSeconds(5)
                .withTimeoutSeconds(5)
                .build();
    }

    public static Probe liveness() {
        return new ProbeBuilder()
                .withInitialDelaySeconds(60)
                .withPeriodSeconds(10)
                .withTimeoutSeconds(10)
                .withFailureThreshold(12)
                .build();
    }
}
