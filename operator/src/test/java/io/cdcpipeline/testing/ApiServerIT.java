package io.cdcpipeline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import org.junit.jupiter.api.Test;

class ApiServerIT {

    private final ApiServer api = ApiServer.running();

    @Test
    void everyTestHasANamespaceOfItsOwn() {
        String one = api.newNamespace();
        String two = api.newNamespace();

        assertThat(one).isNotEqualTo(two);
        assertThat(api.client().namespaces().withName(two).get()).isNotNull();
    }

    @Test
    void servesTheDefinitionsOfTheOperatorsWeWriteFor() {
        api.install(ThirdPartyCrds.values());
        api.install(ThirdPartyCrds.values());

        assertThat(api.client()
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .list()
                        .getItems())
                .extracting(CustomResourceDefinition::getMetadata)
                .extracting(m -> m.getName())
                .contains(
                        "kafkas.kafka.strimzi.io",
                        "kafkaconnectors.kafka.strimzi.io",
                        "sparkapplications.sparkoperator.k8s.io",
                        "sparkapplications.spark.apache.org");
    }
}
