package io.cdcpipeline.manifest;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What our rules use that CEL for Java does not have: Kubernetes' quantities (k8s.io/apiserver/pkg/cel/library/quantity.go),
 * and {@code format}, of texts and lists of texts alone (github.com/google/cel-go/ext/strings.go).
 */
final class CelKubernetes {

    /** Kubernetes' syntax of a quantity; fabric8's own class takes more. */
    private static final Pattern QUANTITY =
            Pattern.compile("[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?");

    private static final CelType LIST = ListType.create(SimpleType.DYN);

    static final List<CelFunctionDecl> DECLARATIONS = List.of(
            CelFunctionDecl.newFunctionDeclaration(
                    "isQuantity", CelOverloadDecl.newGlobalOverload("is_quantity", SimpleType.BOOL, SimpleType.DYN)),
            CelFunctionDecl.newFunctionDeclaration(
                    "quantity",
                    CelOverloadDecl.newGlobalOverload("string_to_quantity", SimpleType.DYN, SimpleType.DYN)),
            CelFunctionDecl.newFunctionDeclaration(
                    "compareTo",
                    CelOverloadDecl.newMemberOverload(
                            "quantity_compare_to", SimpleType.INT, SimpleType.DYN, SimpleType.DYN)),
            CelFunctionDecl.newFunctionDeclaration(
                    "format",
                    CelOverloadDecl.newMemberOverload("string_format", SimpleType.STRING, SimpleType.STRING, LIST)));

    static final List<CelFunctionBinding> BINDINGS = List.of(
            CelFunctionBinding.from("is_quantity", Object.class, CelKubernetes::isQuantity),
            CelFunctionBinding.from(
                    "string_to_quantity",
                    String.class,
                    text -> new Amount(Quantity.getAmountInBytes(Quantity.parse(text)))),
            CelFunctionBinding.from("quantity_compare_to", Amount.class, Amount.class, (one, other) ->
                    (long) one.value().compareTo(other.value())),
            CelFunctionBinding.from("string_format", String.class, List.class, CelKubernetes::format));

    /** A type of its own, or CEL would make a number of it. */
    private record Amount(BigDecimal value) {}

    private CelKubernetes() {}

    private static boolean isQuantity(Object value) {
        return value instanceof String text && QUANTITY.matcher(text).matches();
    }

    private static String format(String pattern, List<?> arguments) {
        return pattern.formatted(arguments.stream()
                .map(argument -> argument instanceof List<?> texts
                        ? CelText.list(texts.stream().map(Object::toString))
                        : argument)
                .toArray());
    }
}
