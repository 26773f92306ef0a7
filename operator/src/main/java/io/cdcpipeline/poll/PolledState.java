package io.cdcpipeline.poll;

import io.cdcpipeline.observe.ObservedConnector;
import io.cdcpipeline.observe.ObservedJob;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.source.ObservedSource;
import java.util.Optional;

/**
 * What no watch tells: asked for, now and then.
 *
 * @param generation of the spec that it was asked for
 * @param sharedKafka a Kafka cluster of Strimzi's that is not the pipeline's own, where the spec names one
 */
public record PolledState(
        long generation,
        ObservedSource source,
        ObservedConnector connector,
        ObservedJob job,
        Optional<ObservedResource> sharedKafka) {

    public static PolledState nothing(long generation) {
        return new PolledState(
                generation,
                new ObservedSource.NotAsked(),
                new ObservedConnector.NotAsked(),
                new ObservedJob.NotAsked(),
                Optional.empty());
    }
}
