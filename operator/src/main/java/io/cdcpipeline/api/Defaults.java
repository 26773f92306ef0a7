package io.cdcpipeline.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The schema's defaults, filled in as the API server does before it validates; a null is a field that is not there. */
public final class Defaults {

    /**
     * The status of an object that nobody has looked at: tools that wait compare its generation with that of the spec, and
     * would take an object without a status for ready.
     */
    static final String UNSEEN = "{\"observedGeneration\": -1}";

    private Defaults() {}

    public static JsonNode in(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                String name = property.getKey();
                JsonNode byDefault = property.getValue().path("default");
                if (object.path(name).isNull()) {
                    object.remove(name);
                }
                if (!object.has(name) && !byDefault.isMissingNode()) {
                    object.set(name, byDefault.deepCopy());
                }
                in(property.getValue(), object.path(name));
            });
        }
        if (value instanceof ArrayNode list) {
            list.forEach(item -> in(schema.path("items"), item));
        }
        return value;
    }
}
