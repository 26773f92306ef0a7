package io.cdcpipeline.job.schema.postgres;

import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextType;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Values made of values. */
final class NestedTexts {

    private NestedTexts() {}

    /** @param delimiter between elements */
    static TextType.Reader array(TextType element, char delimiter) {
        return text -> {
            List<Object> texts = ArrayLiteral.parse(text.toString(), delimiter);
            Object[] values = new Object[texts.size()];
            for (int i = 0; i < values.length; i++) {
                if (texts.get(i) instanceof List) {
                    throw new UnreadableValue("the array " + text
                            + " has several dimensions, and a column of the lake one; spec.types.text"
                            + " takes the column as a text, when its table is made");
                }
                values[i] = read(element, (String) texts.get(i));
            }
            return new GenericArrayData(values);
        };
    }

    /** A text may have fewer fields than its type by now: those that are added stand last, and are NULL in what was there before. */
    static TextType.Reader struct(List<TextType> fields) {
        return text -> {
            List<String> texts = CompositeLiteral.parse(text.toString());
            if (texts.size() > fields.size()) {
                throw new UnreadableValue(
                        "the composite " + text + " has " + texts.size() + " fields, its type " + fields.size());
            }
            Object[] values = new Object[fields.size()];
            for (int i = 0; i < texts.size(); i++) {
                values[i] = read(fields.get(i), texts.get(i));
            }
            return new GenericInternalRow(values);
        };
    }

    private static Object read(TextType type, String text) throws UnreadableValue {
        return text == null ? null : type.reader().read(Text.of(text));
    }

    static Object hstore(Text text) throws UnreadableValue {
        Map<String, String> pairs = HstoreLiteral.parse(text.toString());
        Object[] keys = pairs.keySet().stream().map(UTF8String::fromString).toArray();
        Object[] values = pairs.values().stream().map(UTF8String::fromString).toArray();
        return new ArrayBasedMapData(new GenericArrayData(keys), new GenericArrayData(values));
    }

    /** {@code [1,2.5]}. */
    static TextType.Reader vector(TextType element) {
        TextType.Reader array = array(element, ',');
        return text -> array.read(Text.of(text.toString().replace('[', '{').replace(']', '}')));
    }
}
