package io.cdcpipeline.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/** A value in a manifest, with the schema that it has to follow. */
record Place(String path, JsonNode schema, JsonNode value) {

    private static final int SHOWN = 60;

    Place property(String name) {
        return new Place(
                path.isEmpty() ? name : path + "." + name,
                schema.path("properties").path(name),
                value.path(name));
    }

    Place entry(String name) {
        return new Place(path + "." + name, schema.path("additionalProperties"), value.path(name));
    }

    Place item(int index) {
        return new Place(path + "[" + index + "]", schema.path("items"), value.path(index));
    }

    Problem problem(String message) {
        boolean secret = schema.path("format").asText().equals("password");
        return new Problem(path, secret ? "" : shown(value), message);
    }

    /** @param below the path of the field that is to blame, {@code .size}, or empty for the place itself */
    Problem problem(String below, String message) {
        return new Problem(path + below, shown(value.at(below.replace('.', '/'))), message);
    }

    private static String shown(JsonNode value) {
        if (value.isContainerNode() || value.isMissingNode()) {
            return "";
        }
        String text = value.toString();
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
