package io.cdcpipeline.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The page that says all of a definition's fields, in the order in which a manifest nests them. */
final class ReferencePage {

    private final List<String> lines = new ArrayList<>();

    private ReferencePage() {}

    /** @param kinds the name of each kind with the schema that its definition has */
    static String of(List<Kind> kinds) {
        ReferencePage page = new ReferencePage();
        page.lines.add("# Reference: every field");
        page.lines.add("");
        page.lines.add(
                "Made from the definitions in `crds/` (`ReferenceTest`). A field that is **bold** is required. The"
                        + " sentences in italics are what `kubectl apply` answers to a value that is not right;"
                        + " [k8s/samples](../k8s/samples) has whole manifests.");
        kinds.forEach(page::kind);
        return String.join("\n", page.lines) + "\n";
    }

    record Kind(String name, JsonNode schema) {}

    private void kind(Kind kind) {
        lines.add("");
        lines.add("## " + kind.name());
        lines.add("");
        lines.add(kind.schema().path("description").asText());
        rules(kind.schema()).forEach(rule -> lines.add("\n*" + rule + "*"));
        part("spec", kind);
        part("status", kind);
    }

    private void part(String name, Kind kind) {
        JsonNode schema = kind.schema().path("properties").path(name);
        lines.add("");
        lines.add("### " + name + " of a " + kind.name());
        lines.add("");
        lines.add("| field | takes | default | |");
        lines.add("|---|---|---|---|");
        rules(schema).forEach(rule -> lines.add("| | | | *" + escaped(rule) + "* |"));
        fields("", schema);
    }

    private void fields(String path, JsonNode schema) {
        List<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        schema.path("properties").properties().forEach(field -> {
            boolean must =
                    required.contains(field.getKey()) && !field.getValue().has("default");
            field(path + field.getKey(), field.getValue(), must, rulesAbout(schema, field.getKey()));
        });
    }

    private void field(String path, JsonNode schema, boolean required, List<String> about) {
        List<String> said = new ArrayList<>();
        said.add(schema.path("description").asText());
        about.forEach(rule -> said.add("*" + rule + "*"));
        rules(schema).forEach(rule -> said.add("*" + rule + "*"));
        String name = "`" + path + "`";
        lines.add("| " + (required ? "**" + name + "**" : name) + " | " + escaped(takes(schema)) + " | "
                + escaped(initial(schema)) + " | "
                + escaped(said.stream().filter(s -> !s.isEmpty()).collect(Collectors.joining(" "))) + " |");
        fields(path + ".", schema);
        fields(path + "[].", schema.path("items"));
    }

    private static String takes(JsonNode schema) {
        if (schema.has("enum")) {
            return StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return "quantity";
        }
        return switch (schema.path("type").asText()) {
            case "string" -> "text" + between(schema, "minLength", "maxLength");
            case "integer" -> "whole number" + between(schema, "minimum", "maximum");
            case "number" -> "number" + between(schema, "minimum", "maximum");
            case "boolean" -> "true, false";
            case "array" -> "list of " + items(schema) + between(schema, "minItems", "maxItems");
            default ->
                schema.has("additionalProperties")
                        ? "map" + between(schema, "minProperties", "maxProperties")
                        : "object";
        };
    }

    private static String items(JsonNode schema) {
        return schema.at("/items/type").asText().equals("object") ? "objects" : "texts";
    }

    private static String between(JsonNode schema, String least, String most) {
        if (schema.has(least) && schema.has(most)) {
            return ", " + schema.path(least).asText() + " to "
                    + schema.path(most).asText();
        }
        return schema.has(most)
                ? ", up to " + schema.path(most).asText()
                : schema.has(least) ? ", from " + schema.path(least).asText() : "";
    }

    private static String initial(JsonNode schema) {
        return schema.has("default") ? "`" + schema.path("default").toString().replace("\"", "") + "`" : "";
    }

    /** Of the value as a whole. */
    private static List<String> rules(JsonNode schema) {
        return rulesAt(schema, "");
    }

    private static List<String> rulesAbout(JsonNode schema, String field) {
        return rulesAt(schema, "." + field);
    }

    private static List<String> rulesAt(JsonNode schema, String place) {
        return StreamSupport.stream(schema.path("x-kubernetes-validations").spliterator(), false)
                .filter(rule -> place(rule).equals(place))
                .map(rule -> rule.path("message").asText())
                .toList();
    }

    /** A rule about {@code .storage.size} is told at {@code storage}. */
    private static String place(JsonNode rule) {
        String path = rule.path("fieldPath").asText();
        int below = path.indexOf('.', 1);
        return below < 0 ? path : path.substring(0, below);
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
    }
}
