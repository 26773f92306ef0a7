package io.cdcpipeline.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.TreeMap;

/** The driver's pod as spark-submit makes it for either operator: the application owns it. */
final class DriverPod {

    private DriverPod() {}

    static String of(GenericKubernetesResource application, String name, Map<String, Object> labels) {
        Map<String, Object> all = new TreeMap<>(labels);
        all.put("spark-role", "driver");
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  labels: %s
                  ownerReferences: [{apiVersion: %s, kind: SparkApplication, name: %s, uid: %s}]
                spec: {containers: [{name: spark-kubernetes-driver, image: x}]}
                """.formatted(
                        name,
                        Serialization.asJson(all),
                        application.getApiVersion(),
                        application.getMetadata().getName(),
                        application.getMetadata().getUid());
    }
}
