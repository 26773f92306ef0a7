package io.cdcpipeline.standin;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;

/** Pods with stable names that are replaced when they die; a changed configuration replaces them too. */
record StrimziPods(StrimziResource owner, String component, String headless) {

    StatefulSet build(String name, int replicas, ConfigMap config, PodTemplateSpec pod) {
        return new StatefulSetBuilder()
                .withMetadata(owner.child(name, component))
                .withNewSpec()
                .withReplicas(replicas)
                .withServiceName(headless)
                .withPodManagementPolicy("Parallel")
                .withNewSelector()
                .withMatchLabels(owner.labels(component))
                .endSelector()
                .withNewTemplateLike(pod)
                .editMetadata()
                .addToAnnotations(
                        "strimzi.io/configuration-hash",
                        Integer.toHexString(config.getData().hashCode()))
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
    }
}
