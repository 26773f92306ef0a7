package io.cdcpipeline.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the definition's CEL rules say of a manifest, where no API server evaluates them. Rules about a change
 * ({@code oldSelf}) have nothing to compare with.
 */
final class Rules {

    private Rules() {}

    /** The rules of the place's own schema that its value breaks. */
    static Stream<Problem> broken(Place place) {
        return StreamSupport.stream(
                        place.schema().path("x-kubernetes-validations").spliterator(), false)
                .filter(rule -> !isAboutChange(rule))
                .flatMap(
                        rule -> complaint(place.value(), rule)
                                .map(message ->
                                        place.problem(rule.path("fieldPath").asText(), message))
                                .stream());
    }

    static boolean isAboutChange(JsonNode rule) {
        return rule.path("rule").asText().contains("oldSelf");
    }

    private static Optional<String> complaint(JsonNode self, JsonNode rule) {
        if (CelRules.holds(rule.path("rule").asText(), self)) {
            return Optional.empty();
        }
        return CelRules.text(rule.path("messageExpression").asText(), self)
                .or(() -> Optional.of(rule.path("message").asText()));
    }
}
