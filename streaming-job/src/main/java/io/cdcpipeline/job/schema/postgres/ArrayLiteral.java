package io.cdcpipeline.job.schema.postgres;

import io.cdcpipeline.job.schema.UnreadableValue;
import java.util.ArrayList;
import java.util.List;

/**
 * An array's text: {@code {1,NULL,"a \"b\""}}, in front of which may stand bounds, {@code [0:2]=}, when it does not begin
 * at 1. From PostgreSQL's {@code array_out}.
 */
final class ArrayLiteral {

    private final String text;
    private final char delimiter;
    private int at;

    private ArrayLiteral(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /**
     * The elements' texts, null for NULL; of an array with several dimensions each is a list in turn.
     *
     * @throws UnreadableValue when it is not an array
     */
    static List<Object> parse(String text, char delimiter) throws UnreadableValue {
        ArrayLiteral literal = new ArrayLiteral(text, delimiter);
        literal.at = text.startsWith("[") ? text.indexOf('=') + 1 : 0;
        List<Object> elements = literal.list();
        if (literal.at != text.length()) {
            throw literal.unreadable();
        }
        return elements;
    }

    private List<Object> list() throws UnreadableValue {
        List<Object> elements = new ArrayList<>();
        expect('{');
        if (next('}')) {
            return elements;
        }
        do {
            elements.add(element());
        } while (next(delimiter));
        expect('}');
        return elements;
    }

    private Object element() throws UnreadableValue {
        if (at < text.length() && text.charAt(at) == '{') {
            return list();
        }
        return next('"') ? quoted() : bare();
    }

    private String quoted() throws UnreadableValue {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            value.append(c == '\\' && at < text.length() ? text.charAt(at++) : c);
        }
        throw unreadable();
    }

    /** Without quotes NULL is no text. */
    private String bare() {
        int start = at;
        while (at < text.length() && text.charAt(at) != delimiter && text.charAt(at) != '}') {
            at++;
        }
        String value = text.substring(start, at);
        return value.equals("NULL") ? null : value;
    }

    private boolean next(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char expected) throws UnreadableValue {
        if (!next(expected)) {
            throw unreadable();
        }
    }

    private UnreadableValue unreadable() {
        return new UnreadableValue("'" + text + "' is not an array as PostgreSQL prints it");
    }
}
