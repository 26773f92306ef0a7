package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Which stage is started anew. */
@Wire
public record RestartOperation(
        @JsonPropertyDescription(
                "Apply: the Spark job's driver, which goes on where the tables are. Capture: the connector and its tasks,"
                        + " through Strimzi.")
        @Required
        RestartStage stage) {}
