package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * Something that is done once to a pipeline. The order of the columns is the order in which they are printed. It is in no
 * category: as one of {@code cdc}, {@code kubectl get cdc NAME} would ask for two kinds at once, and be refused.
 */
@Group(CdcPipeline.GROUP)
@Version(CdcPipeline.VERSION)
@ShortNames("cdcop")
@AdditionalPrinterColumn(name = "PIPELINE", jsonPath = ".spec.pipeline")
@AdditionalPrinterColumn(name = "KIND", jsonPath = ".status.kind")
@AdditionalPrinterColumn(name = "PHASE", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "PROGRESS", jsonPath = ".status.progress.text")
@AdditionalPrinterColumn(name = "AGE", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalPrinterColumn(
        name = "MESSAGE",
        jsonPath = ".status.conditions[?(@.type==\"Complete\")].message",
        priority = 1)
@SchemaCustomizer(
        value = SchemaCustomizer.MergePatchCustomizer.class,
        input =
                "{\"description\": \"Something that is done once to a pipeline: tables are filled anew, compared or"
                        + " compacted, their dead letters are retried or dropped, or a stage is restarted. To delete one that runs cancels it.\"}")
public class CdcOperation extends CustomResource<CdcOperationSpec, CdcOperationStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription("What is to be done.")
    public CdcOperationSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @Default(Defaults.UNSEEN)
    @JsonPropertyDescription("How it goes.")
    public CdcOperationStatus getStatus() {
        return super.getStatus();
    }
}
