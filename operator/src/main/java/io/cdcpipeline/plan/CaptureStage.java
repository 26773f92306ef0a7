package io.cdcpipeline.plan;

import java.util.List;

/** Kafka Connect with one connector, Debezium's for PostgreSQL. */
final class CaptureStage {

    private CaptureStage() {}

    static Stage of(Scope scope, Database database, KafkaAccess kafka) {
        return new Stage(
                StageName.CAPTURE,
                List.of(),
                List.of(
                        ConnectMetrics.configMap(scope),
                        ConnectCluster.of(scope, database, kafka),
                        PostgresConnector.of(scope, database, kafka)));
    }
}
