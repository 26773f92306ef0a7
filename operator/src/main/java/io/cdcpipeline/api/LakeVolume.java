package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A volume as lake: a new claim of {@code size}, or an existing {@code claim}. */
@Wire
@ValidationRule(
        value = LakeVolume.ONE_RULE,
        message = "set exactly one of size (a new PersistentVolumeClaim) and claim (one that exists)")
@ValidationRule(
        value = LakeVolume.CLASS_RULE,
        fieldPath = ".className",
        message = "belongs to a new claim: set size instead of claim, or remove it")
@ValidationRule(value = LakeVolume.SIZE_RULE, fieldPath = ".size", message = Storage.SIZE_MESSAGE)
@ValidationRule(
        value = "has(self.claim) == has(oldSelf.claim) && (!has(self.claim) || self.claim == oldSelf.claim)",
        message = "size and claim can't replace each other, nor one claim another: the tables stay behind; delete the"
                + " pipeline and create it anew")
@ValidationRule(
        value = "has(self.className) == has(oldSelf.className) && (!has(self.className)"
                + " || self.className == oldSelf.className)",
        fieldPath = ".className",
        message = "can't change: a volume stays in its class; delete the pipeline and create it anew")
@ValidationRule(
        value = "!has(self.size) || !has(oldSelf.size) || !isQuantity(self.size)"
                + " || quantity(self.size).compareTo(quantity(oldSelf.size)) >= 0",
        fieldPath = ".size",
        message = "can't shrink: Kubernetes only expands volumes")
public record LakeVolume(
        @JsonPropertyDescription(
                "The size of a new PersistentVolumeClaim, a quantity of at least 1Mi such as 20Gi. It can"
                        + " grow where its class allows it.")
        @Size(min = 1, max = 32)
        String size,

        @JsonPropertyDescription(
                "The storage class of a new claim. It can't change. The default is the cluster's default" + " class.")
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 253)
        String className,

        @JsonPropertyDescription("The name of an existing PersistentVolumeClaim in the pipeline's namespace. It can't"
                + " change, and is never deleted.")
        @Pattern(KubernetesNames.SUBDOMAIN)
        @Size(min = 1, max = 253)
        String claim) {

    public static final String ONE_RULE = "has(self.size) != has(self.claim)";
    public static final String CLASS_RULE = "!has(self.className) || has(self.size)";
    public static final String SIZE_RULE = "!has(self.size) || (" + Storage.SIZE_RULE + ")";
}
