package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One database, mirrored into Delta Lake tables. The order of the columns is the order in which they are printed. */
@Group(CdcPipeline.GROUP)
@Version(CdcPipeline.VERSION)
@ShortNames("cdc")
@Categories("cdc")
@AdditionalPrinterColumn(name = "READY", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "STAGE", jsonPath = ".status.stage")
@AdditionalPrinterColumn(name = "TABLES", jsonPath = ".status.apply.tables", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "LAG", jsonPath = ".status.apply.lag")
@AdditionalPrinterColumn(name = "THROUGHPUT", jsonPath = ".status.apply.throughput")
@AdditionalPrinterColumn(name = "AGE", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalPrinterColumn(name = "SOURCE", jsonPath = ".status.source.endpoint", priority = 1)
@AdditionalPrinterColumn(name = "RETAINED WAL", jsonPath = ".status.source.retainedWal", priority = 1)
@AdditionalPrinterColumn(
        name = "DEAD LETTERS",
        jsonPath = ".status.apply.deadLetters",
        type = Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(name = "MESSAGE", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@SchemaCustomizer(
        value = SchemaCustomizer.MergePatchCustomizer.class,
        input = "{\"description\": \"One database, whose tables live on in Delta Lake.\"}")
@ValidationRule(
        value = CdcPipeline.NAME_RULE,
        message = "metadata.name must be 1 to " + CdcPipeline.MAX_NAME + " lower-case letters, digits and hyphens,"
                + " beginning with a letter: the names of Services, pods and topics are derived from it")
public class CdcPipeline extends CustomResource<CdcPipelineSpec, CdcPipelineStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    public static final String GROUP = "cdcpipeline.io";
    public static final String VERSION = "v1alpha1";

    /**
     * Characters of the longest name. The longest name that is derived from it is the Service of a managed Kafka,
     * {@code <name>-kafka-kafka-bootstrap}, and Kubernetes bounds Services to 63 characters.
     */
    public static final int MAX_NAME = 40;

    public static final String NAME = "^[a-z]([-a-z0-9]*[a-z0-9])?$";
    public static final String NAME_RULE =
            "size(self.metadata.name) <= " + MAX_NAME + " && self.metadata.name.matches('" + NAME + "')";

    @Override
    @Required
    @JsonPropertyDescription("What the pipeline should be.")
    public CdcPipelineSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @Default(Defaults.UNSEEN)
    @JsonPropertyDescription("What the operator saw last.")
    public CdcPipelineStatus getStatus() {
        return super.getStatus();
    }
}
