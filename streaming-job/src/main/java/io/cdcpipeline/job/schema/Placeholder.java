package io.cdcpipeline.job.schema;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The pipeline's unguessable value in all the forms in which Debezium puts it where a TOASTed column did not change
 * (its {@code UnchangedToastedPlaceholder}): as a text, as bytes, and in arrays and maps.
 */
public final class Placeholder {

    private final Set<String> forms = new HashSet<>();

    public Placeholder(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        forms.add(value);
        forms.add(base64);
        forms.add("[\"" + value + "\"]");
        forms.add("[\"" + base64 + "\"]");
        forms.add("[\"" + UUID.nameUUIDFromBytes(bytes) + "\"]");
        forms.add("{\"" + value + "\":\"" + value + "\"}");
        forms.add(value.chars().mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]")));
    }

    /** @param text a value as text; an array or map as JSON without blanks */
    public boolean is(String text) {
        return forms.contains(text);
    }

    /** Whether a text of that length may be one: cheaper than to look. */
    boolean mayBe(int length) {
        for (String form : forms) {
            if (form.length() == length) {
                return true;
            }
        }
        return false;
    }
}
