package io.cdcpipeline.plan.capture;

import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Text;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.strimzi.api.kafka.model.common.metrics.JmxPrometheusExporterMetrics;
import io.strimzi.api.kafka.model.common.metrics.JmxPrometheusExporterMetricsBuilder;
import java.util.Map;

/** What Connect's workers tell Prometheus: Debezium reports over JMX only, so Strimzi's exporter gets rules for it. */
final class ConnectMetrics {

    private static final String KEY = "metrics.yaml";

    private ConnectMetrics() {}

    static ConfigMap configMap(Scope scope) {
        return new ConfigMapBuilder()
                .withMetadata(scope.metadata(scope.names().connect(), Component.CONNECT))
                .withData(Map.of(KEY, Text.of("connect/" + KEY)))
                .build();
    }

    static JmxPrometheusExporterMetrics reference(Scope scope) {
        return new JmxPrometheusExporterMetricsBuilder()
                .withNewValueFrom()
                .withNewConfigMapKeyRef(KEY, scope.names().connect(), false)
                .endValueFrom()
                .build();
    }
}
