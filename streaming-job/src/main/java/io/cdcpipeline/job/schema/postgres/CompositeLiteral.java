package io.cdcpipeline.job.schema.postgres;

import io.cdcpipeline.job.schema.UnreadableValue;
import java.util.ArrayList;
import java.util.List;

/** A composite's text: {@code (1,"a ""b""",)}; nothing is NULL, {@code ""} the empty text. From {@code record_out}. */
final class CompositeLiteral {

    private final String text;
    private int at;

    private CompositeLiteral(String text) {
        this.text = text;
    }

    /** The fields' texts, null for NULL. */
    static List<String> parse(String text) throws UnreadableValue {
        CompositeLiteral literal = new CompositeLiteral(text);
        List<String> fields = literal.fields();
        if (literal.at != text.length()) {
            throw literal.unreadable();
        }
        return fields;
    }

    private List<String> fields() throws UnreadableValue {
        List<String> fields = new ArrayList<>();
        if (text.equals("()")) {
            at = 2;
            fields.add(null);
            return fields;
        }
        char end = '(';
        if (text.isEmpty() || text.charAt(at++) != '(') {
            throw unreadable();
        }
        while (end != ')') {
            fields.add(field());
            if (at >= text.length()) {
                throw unreadable();
            }
            end = text.charAt(at++);
        }
        return fields;
    }

    private String field() throws UnreadableValue {
        StringBuilder value = new StringBuilder();
        boolean quotes = false;
        boolean some = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (!quotes && (c == ',' || c == ')')) {
                return some ? value.toString() : null;
            }
            some = true;
            if (c == '"') {
                boolean doubled = quotes && at + 1 < text.length() && text.charAt(at + 1) == '"';
                quotes = doubled || !quotes;
                if (doubled) {
                    value.append(text.charAt(++at));
                }
            } else {
                value.append(c == '\\' && at + 1 < text.length() ? text.charAt(++at) : c);
            }
        }
        throw unreadable();
    }

    private UnreadableValue unreadable() {
        return new UnreadableValue("'" + text + "' is not a composite as PostgreSQL prints it");
    }
}
