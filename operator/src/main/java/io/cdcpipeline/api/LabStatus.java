package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How JupyterLab is reached. */
@Wire
public record LabStatus(
        @JsonPropertyDescription("Where pods of the cluster reach it.")
        String url,

        @JsonPropertyDescription(
                "The command after which it is at http://127.0.0.1:8888/lab of the machine that it was typed on.")
        String open,

        @JsonPropertyDescription("The command that prints its token.")
        String token) {}
