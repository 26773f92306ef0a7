package io.cdcpipeline.local.mapping;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;

/** What this machine needs of a {@code SparkApplication}, whichever operator it is written for. */
record SparkResource(
        String mainClass, List<String> arguments, Map<String, String> conf, Workload driver, String memory) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String APACHE = "spark.apache.org/";

    static SparkResource of(GenericKubernetesResource resource) {
        JsonNode spec = JSON.valueToTree(resource.getAdditionalProperties()).path("spec");
        return resource.getApiVersion().startsWith(APACHE) ? apache(spec) : kubeflow(spec);
    }

    private static SparkResource kubeflow(JsonNode spec) {
        JsonNode driver = spec.path("driver");
        return new SparkResource(
                spec.path("mainClass").asText(),
                strings(spec.path("arguments")),
                conf(spec),
                workload(spec.path("volumes"), driver.path("volumeMounts")),
                driver.path("memory").asText());
    }

    private static SparkResource apache(JsonNode spec) {
        JsonNode pod = spec.path("driverSpec").path("podTemplateSpec").path("spec");
        Map<String, String> conf = conf(spec);
        return new SparkResource(
                spec.path("mainClass").asText(),
                strings(spec.path("driverArgs")),
                conf,
                workload(pod.path("volumes"), pod.path("containers").path(0).path("volumeMounts")),
                conf.get("spark.driver.memory"));
    }

    private static Workload workload(JsonNode volumes, JsonNode mounts) {
        return Workload.of("apply", list(volumes), list(mounts));
    }

    private static Map<String, String> conf(JsonNode spec) {
        return JSON.convertValue(spec.path("sparkConf"), new TypeReference<>() {});
    }

    private static List<String> strings(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<>() {});
    }

    private static List<?> list(JsonNode node) {
        return node.isMissingNode() ? List.of() : JSON.convertValue(node, new TypeReference<List<Object>>() {});
    }
}
