package io.cdcpipeline.job.schema.postgres;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextType;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/** Arrays and hstores as JSON texts, which tables have that were made before such columns got types of their own. */
final class JsonTexts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonTexts() {}

    /** @param numbers whether elements are numbers, which JSON writes without quotes */
    static TextType.Reader array(char delimiter, boolean numbers, boolean booleans) {
        return text -> {
            ArrayNode array = JSON.createArrayNode();
            fill(array, ArrayLiteral.parse(text.toString(), delimiter), numbers, booleans);
            return UTF8String.fromString(array.toString());
        };
    }

    private static void fill(ArrayNode array, List<?> elements, boolean numbers, boolean booleans) {
        for (Object element : elements) {
            if (element instanceof List<?> list) {
                fill(array.addArray(), list, numbers, booleans);
            } else if (element == null) {
                array.addNull();
            } else if (booleans) {
                array.add(element.equals("t"));
            } else if (numbers
                    && Character.isDigit(
                            element.toString().charAt(element.toString().length() - 1))) {
                array.add(new BigDecimal(element.toString()));
            } else {
                array.add(element.toString());
            }
        }
    }

    static Object hstore(Text text) throws UnreadableValue {
        ObjectNode object = JSON.createObjectNode();
        HstoreLiteral.parse(text.toString()).forEach(object::put);
        return UTF8String.fromString(object.toString());
    }
}
