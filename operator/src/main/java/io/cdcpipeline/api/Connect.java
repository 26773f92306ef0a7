package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.ResourceRequirements;

@Wire
public record Connect(
        @JsonPropertyDescription(
                "How many workers stand by, 1 to 10. One of them reads the source; the others take over"
                        + " when it fails. The default is 1.")
        @Default("1")
        @Min(1)
        @Max(10)
        Integer replicas,

        @JsonPropertyDescription("An image of Strimzi's Kafka Connect with Debezium's PostgreSQL connector in it. The"
                + " default is the one that belongs to the operator's release.")
        @Pattern(KubernetesNames.IMAGE)
        @Size(min = 1, max = 512)
        String image,

        @JsonPropertyDescription(
                "CPU and memory of each worker. By default it requests 100m and 1280Mi, without limits, and the JVM's"
                        + " heap is 1g at most; set here, Strimzi derives the heap from the memory limit.")
        @SchemaFrom(type = Resources.class)
        ResourceRequirements resources,

        @JsonPropertyDescription(
                "How events look in their topics. Compact is Avro's binary encoding with each table's schema in one topic"
                        + " beside them: a fraction of the bytes and of the work. Json is for those who read the topics"
                        + " themselves with tools that know JSON only. It can be changed at any time: the job reads both, also"
                        + " in one topic. The default is Compact.")
        @Default("Compact")
        EventEncoding format,

        @JsonPropertyDescription("Settings of the Debezium connector.") @Default("{}")
        Connector connector) {

    public Connect {
        replicas = replicas == null ? 1 : replicas;
        format = format == null ? EventEncoding.COMPACT : format;
        connector = connector == null ? new Connector(null) : connector;
    }
}
