package io.cdcpipeline.poll;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.contract.BrokerVolume;
import io.cdcpipeline.observe.LostLogin;
import io.cdcpipeline.observe.ObservedConnector;
import io.cdcpipeline.observe.ObservedJob;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.source.ObservedSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What no watch tells: asked for, now and then.
 *
 * @param uid of the pipeline that it was asked for
 * @param generation of its spec
 * @param loginChanged since when the Secret has another login to the source than before; null where it is the same
 * @param lostLogins Secrets of a managed database that do not open it
 * @param brokers volumes of the pipeline's own Kafka, as the job last told: also when it does not answer any more
 * @param cluster that CloudNativePG runs the database as, where the spec names one
 * @param sharedKafka a Kafka cluster of Strimzi's that is not the pipeline's own, where the spec names one
 */
public record PolledState(
        String uid,
        long generation,
        ObservedSource source,
        Instant loginChanged,
        List<LostLogin> lostLogins,
        ObservedConnector connector,
        ObservedJob job,
        List<BrokerVolume> brokers,
        Optional<ObservedResource> cluster,
        Optional<ObservedResource> sharedKafka) {

    public static PolledState nothing(String uid, long generation) {
        return new PolledState(
                uid,
                generation,
                new ObservedSource.NotAsked(),
                null,
                List.of(),
                new ObservedConnector.NotAsked(),
                new ObservedJob.NotAsked(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Another pipeline may have had the same name, and a spec of the same generation. */
    boolean isOf(CdcPipeline pipeline) {
        return uid.equals(pipeline.getMetadata().getUid())
                && generation == pipeline.getMetadata().getGeneration();
    }
}
