package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.ResourceRequirements;

/** JupyterLab beside the pipeline. */
@Wire
public record Lab(
        @JsonPropertyDescription(
                "An image that holds JupyterLab, the notebooks and Spark as the job has it. The default is the one"
                        + " that belongs to the operator's release.")
        @Pattern(KubernetesNames.IMAGE)
        @Size(min = 1, max = 512)
        String image,

        @JsonPropertyDescription(
                "CPU and memory of the pod, of all notebooks together; each that uses Spark takes 1g for it. By"
                        + " default it requests 100m and 1536Mi, without limits.")
        @SchemaFrom(type = Resources.class)
        ResourceRequirements resources,

        @JsonPropertyDescription("The volume that users keep their own work on. It cannot be changed later.")
        @Default("{}")
        Storage storage,

        @JsonPropertyDescription("The Service in front of it.") @Default("{}")
        LabService service,

        @JsonPropertyDescription("The token that a browser has to show. By default one is drawn, and kept in the Secret"
                + " <pipeline>-lab.")
        LabToken token) {

    public Lab {
        storage = storage == null ? new Storage(null, null) : storage;
        service = service == null ? new LabService(null) : service;
    }
}
