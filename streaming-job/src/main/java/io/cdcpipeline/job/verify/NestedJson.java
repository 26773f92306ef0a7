package io.cdcpipeline.job.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** JSON of PostgreSQL and of Spark in one form: numbers by their value, fields in order, points of time without zeros. */
final class NestedJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Pattern TIME =
            Pattern.compile("\\d{4,}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|\\+00:00)?");

    private NestedJson() {}

    static String canonical(String text) {
        try {
            return canonical(JSON.readTree(text)).toString();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal value = node.decimalValue();
            return TextNode.valueOf(
                    value.signum() == 0
                            ? "#0"
                            : "#" + value.stripTrailingZeros().toPlainString());
        }
        if (node.isTextual() && TIME.matcher(node.asText()).matches()) {
            String time = node.asText().replace("+00:00", "Z");
            return TextNode.valueOf(
                    time.replaceFirst("(\\.\\d*?)0+(Z?)$", "$1$2").replaceFirst("\\.(Z?)$", "$1"));
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(canonical(element)));
            return array;
        }
        return node.isObject() ? object(node) : node;
    }

    private static ObjectNode object(JsonNode node) {
        Map<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
        ObjectNode object = JSON.createObjectNode();
        fields.forEach(object::set);
        return object;
    }
}
