package io.cdcpipeline.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Compares a manifest with the structure that its definition prescribes, and asks {@link Rules} about the rest. */
final class SchemaCheck {

    private final List<Problem> problems = new ArrayList<>();

    /** Values of the wrong type or too large, and missing ones: rules can't be asked about what has not the right shape. */
    private int misshapen;

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void check(Place place) {
        int before = misshapen;
        switch (place.schema().path("type").asText()) {
            case "object" -> object(place);
            case "array" -> array(place);
            case "boolean" -> shape(place, place.value().isBoolean(), "write true or false");
            case "integer" -> number(place);
            case "string" -> text(place);
            default -> untyped(place);
        }
        if (misshapen == before) {
            Rules.broken(place).forEach(problems::add);
        }
    }

    private void object(Place place) {
        if (!shape(place, place.value().isObject(), "write fields below it, or {} for all defaults")) {
            return;
        }
        JsonNode schema = place.schema();
        for (JsonNode required : schema.path("required")) {
            Place missing = place.property(required.asText());
            shape(missing, !missing.value().isMissingNode(), required(missing));
        }
        if (schema.has("additionalProperties")) {
            amount(place, place.value().size(), "Properties");
            place.value().fieldNames().forEachRemaining(name -> check(place.entry(name)));
        } else {
            fields(place);
        }
    }

    private void fields(Place place) {
        Set<String> known = new TreeSet<>();
        place.schema().path("properties").fieldNames().forEachRemaining(known::add);
        place.value().fieldNames().forEachRemaining(name -> {
            Place field = place.property(name);
            if (known.contains(name)) {
                check(field);
            } else if (!place.schema().has("x-kubernetes-preserve-unknown-fields")) {
                demand(field, false, "unknown field; here can stand " + String.join(", ", known));
            }
        });
    }

    private static String required(Place missing) {
        String description = missing.schema().path("description").asText();
        return description.isEmpty() ? "is required" : "is required: " + description;
    }

    private void array(Place place) {
        if (shape(place, place.value().isArray(), "write a list")) {
            amount(place, place.value().size(), "Items");
            IntStream.range(0, place.value().size()).forEach(i -> check(place.item(i)));
        }
    }

    private void text(Place place) {
        if (!shape(place, place.value().isTextual(), "write a text, in quotes where it looks like something else")) {
            return;
        }
        String text = place.value().asText();
        amount(place, text.codePointCount(0, text.length()), "Length");
        JsonNode pattern = place.schema().path("pattern");
        demand(place, pattern.isMissingNode() || text.matches(pattern.asText()), "must match " + pattern.asText());
        JsonNode choices = place.schema().path("enum");
        demand(place, choices.isMissingNode() || contains(choices, text), "write one of " + listed(choices));
    }

    private void number(Place place) {
        if (shape(place, place.value().isIntegralNumber(), "write a whole number")) {
            range(place, place.value().asLong());
        }
    }

    /** A quantity, or what Kubernetes checks elsewhere. */
    private void untyped(Place place) {
        if (place.schema().path("x-kubernetes-int-or-string").asBoolean()) {
            if (place.value().isIntegralNumber()) {
                number(place);
            } else {
                text(place);
            }
        }
    }

    private void range(Place place, long value) {
        demand(place, value >= bound(place, "minimum", value), "write at least " + bound(place, "minimum", value));
        demand(place, value <= bound(place, "maximum", value), "write at most " + bound(place, "maximum", value));
    }

    /** @param what Length, Items or Properties */
    private void amount(Place place, int size, String what) {
        long least = bound(place, "min" + what, size);
        long most = bound(place, "max" + what, size);
        String unit = " " + what.toLowerCase(Locale.ROOT);
        demand(place, size >= least, "has " + size + unit + ", needs at least " + least);
        shape(place, size <= most, "has " + size + unit + ", may have at most " + most);
    }

    private static long bound(Place place, String name, long otherwise) {
        return place.schema().path(name).asLong(otherwise);
    }

    private boolean shape(Place place, boolean right, String message) {
        if (!right) {
            misshapen++;
        }
        return demand(place, right, message);
    }

    private boolean demand(Place place, boolean right, String message) {
        if (!right) {
            problems.add(place.problem(message));
        }
        return right;
    }

    private static boolean contains(JsonNode choices, String text) {
        return IntStream.range(0, choices.size())
                .anyMatch(i -> choices.path(i).asText().equals(text));
    }

    private static String listed(JsonNode choices) {
        List<String> names = new ArrayList<>();
        choices.forEach(choice -> names.add(choice.asText()));
        return String.join(", ", names);
    }
}
