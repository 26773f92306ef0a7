package io.cdcpipeline.job.schema.postgres;

import io.cdcpipeline.job.schema.UnreadableValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hstore's text: {@code "a"=>"1", "b"=>NULL}. From {@code hstore_out}. */
final class HstoreLiteral {

    private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*+)\"";
    private static final Pattern PAIR =
            Pattern.compile("\\G(?:, )?" + QUOTED + "=>(?:NULL|" + QUOTED + ")", Pattern.DOTALL);

    private HstoreLiteral() {}

    static Map<String, String> parse(String text) throws UnreadableValue {
        Map<String, String> pairs = new LinkedHashMap<>();
        Matcher pair = PAIR.matcher(text);
        int end = 0;
        while (pair.find()) {
            pairs.put(unescaped(pair.group(1)), pair.group(2) == null ? null : unescaped(pair.group(2)));
            end = pair.end();
        }
        if (end != text.length()) {
            throw new UnreadableValue("'" + text + "' is not a hstore as PostgreSQL prints it");
        }
        return pairs;
    }

    private static String unescaped(String text) {
        return text.replaceAll("(?s)\\\\(.)", "$1");
    }
}
