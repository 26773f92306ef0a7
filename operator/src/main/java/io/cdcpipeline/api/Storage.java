package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A claim for a volume that a managed database or broker keeps its data on. */
@Wire
@ValidationRule(value = Storage.SIZE_RULE, fieldPath = ".size", message = Storage.SIZE_MESSAGE)
public record Storage(
        @JsonPropertyDescription(
                "The size of the volume, a quantity of at least 1Mi such as 20Gi. The default is 10Gi.")
        @Default("10Gi")
        @Size(min = 1, max = 32)
        String size,

        @JsonPropertyDescription("The storage class of the volume. The default is the cluster's default class.")
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 253)
        String className) {

    public static final String SIZE_RULE =
            "isQuantity(self.size) && quantity(self.size).compareTo(quantity('1Mi')) >= 0";
    static final String SIZE_MESSAGE = "write a size of at least 1Mi with its unit, such as 10Gi";

    public Storage {
        size = size == null ? "10Gi" : size;
    }
}
