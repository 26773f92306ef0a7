package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which Spark operator the cluster runs. */
public enum SparkRunner {
    @JsonProperty("Kubeflow")
    KUBEFLOW,
    @JsonProperty("Apache")
    APACHE
}
