package io.cdcpipeline.plan.capture;

import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Stage;
import io.cdcpipeline.plan.StageName;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.source.Database;
import java.util.List;

/** Kafka Connect with one connector, for the source's kind of database. */
public final class CaptureStage {

    private CaptureStage() {}

    public static Stage of(Scope scope, Database database, KafkaAccess kafka) {
        return new Stage(
                StageName.CAPTURE,
                List.of(),
                List.of(
                        ConnectMetrics.configMap(scope),
                        ConnectCluster.of(scope, database, kafka),
                        SourceConnector.of(scope, database, kafka)));
    }
}
