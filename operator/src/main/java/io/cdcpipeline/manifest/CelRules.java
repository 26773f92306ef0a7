package io.cdcpipeline.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Evaluates rules as an API server does: CEL, its strings extension, and what Kubernetes adds. */
final class CelRules {

    private static final Cel CEL = CelFactory.standardCelBuilder()
            .addVar("self", SimpleType.DYN)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.strings())
            .addFunctionDeclarations(CelKubernetes.DECLARATIONS)
            .addFunctionBindings(CelKubernetes.BINDINGS)
            .build();

    private static final Map<String, Program> PROGRAMS = new ConcurrentHashMap<>();

    private CelRules() {}

    /** A rule that cannot be evaluated for a value is broken by it, as it is for an API server. */
    static boolean holds(String rule, JsonNode self) {
        return evaluated(rule, self).filter(Boolean.TRUE::equals).isPresent();
    }

    /** What an expression says; empty where there is none, or it fails. */
    static Optional<String> text(String expression, JsonNode self) {
        return expression.isEmpty()
                ? Optional.empty()
                : evaluated(expression, self).map(Object::toString);
    }

    private static Optional<Object> evaluated(String expression, JsonNode self) {
        try {
            return Optional.of(
                    PROGRAMS.computeIfAbsent(expression, CelRules::program).eval(Map.of("self", value(self))));
        } catch (CelEvaluationException e) {
            return Optional.empty();
        }
    }

    private static Program program(String expression) {
        try {
            return CEL.createProgram(CEL.compile(expression).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("The definition's rule is not CEL as it is known here: " + expression, e);
        }
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> fields = new HashMap<>();
                node.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
                yield fields;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                node.forEach(item -> items.add(value(item)));
                yield items;
            }
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
            default -> node.asText();
        };
    }
}
