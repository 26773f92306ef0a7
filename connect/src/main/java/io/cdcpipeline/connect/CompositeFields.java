package io.cdcpipeline.connect;

import io.cdcpipeline.contract.event.SourceType;

/** How many fields a composite has, by its type and by a text. */
final class CompositeFields {

    private CompositeFields() {}

    /** Of a column's type, or of its array's elements; 0 for what is no composite. */
    static int of(SourceType column) {
        SourceType type = column.root();
        SourceType element = type.kind() == SourceType.Kind.ARRAY && type.of() != null
                ? type.of().root()
                : type;
        return element.kind() == SourceType.Kind.COMPOSITE ? element.fields().size() : 0;
    }

    /** Of the text, or of an array's first element; 0 where there is none. */
    static int in(String text) {
        int at = text.indexOf('(') + 1;
        boolean element = at > 1 && text.charAt(at - 2) == '"';
        boolean quotes = false;
        int fields = 1;
        for (; at > 0 && at < text.length(); at++) {
            char c = text.charAt(at);
            if (element && c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
            }
            if (c == '"') {
                quotes = !quotes;
            } else if (!quotes && c == ',') {
                fields++;
            } else if (!quotes && c == ')') {
                return fields;
            }
        }
        return 0;
    }
}
