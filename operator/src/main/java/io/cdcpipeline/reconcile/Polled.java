package io.cdcpipeline.reconcile;

import io.cdcpipeline.observe.ConnectorSight;
import io.cdcpipeline.observe.JobSight;
import io.cdcpipeline.observe.Live;
import io.cdcpipeline.source.SourceSight;
import java.util.Optional;

/**
 * What no watch tells: asked for, now and then.
 *
 * @param generation of the spec that it was asked for
 * @param sharedKafka a Kafka cluster of Strimzi's that is not the pipeline's own, where the spec names one
 */
record Polled(long generation, SourceSight source, ConnectorSight connector, JobSight job, Optional<Live> sharedKafka) {

    static Polled nothing(long generation) {
        return new Polled(
                generation,
                new SourceSight.NotAsked(),
                new ConnectorSight.NotAsked(),
                new JobSight.NotAsked(),
                Optional.empty());
    }
}
