package io.cdcpipeline.local.sql;

/** PostgreSQL's lexical rules, as far as they say where a semicolon is not a statement's end. */
final class SqlToken {

    private SqlToken() {}

    /** The index behind the token that starts at {@code at}; one that is not closed reaches to the end. */
    static int end(String sql, int at) {
        char c = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            return upTo(sql, "\n", at, 0);
        }
        if (sql.startsWith("/*", at)) {
            return blockComment(sql, at);
        }
        return switch (c) {
            case '\'' -> quoted(sql, at, '\'', false);
            case '"' -> quoted(sql, at, '"', false);
            case '$' -> dollarQuoted(sql, at);
            default -> Character.isJavaIdentifierStart(c) ? word(sql, at) : at + 1;
        };
    }

    static boolean isComment(String token) {
        return token.startsWith("--") || token.startsWith("/*");
    }

    private static int word(String sql, int at) {
        int end = at;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
            end++;
        }
        boolean escapes = end == at + 1 && (sql.charAt(at) == 'E' || sql.charAt(at) == 'e');
        return escapes && end < sql.length() && sql.charAt(end) == '\'' ? quoted(sql, end, '\'', true) : end;
    }

    private static int quoted(String sql, int at, char quote, boolean escapes) {
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (escapes && c == '\\') {
                i++;
            } else if (c == quote && sql.startsWith(String.valueOf(quote), i + 1)) {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        return sql.length();
    }

    private static int dollarQuoted(String sql, int at) {
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && isTagPart(sql.charAt(tagEnd))) {
            tagEnd++;
        }
        boolean parameter = tagEnd > at + 1 && Character.isDigit(sql.charAt(at + 1));
        if (tagEnd == sql.length() || sql.charAt(tagEnd) != '$' || parameter) {
            return at + 1;
        }
        String tag = sql.substring(at, tagEnd + 1);
        return upTo(sql, tag, tagEnd + 1, tag.length());
    }

    private static boolean isTagPart(char c) {
        return c != '$' && Character.isJavaIdentifierPart(c);
    }

    private static int blockComment(String sql, int at) {
        int depth = 0;
        for (int i = at; i < sql.length() - 1; i++) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i++;
            }
            if (depth == 0) {
                return i + 1;
            }
        }
        return sql.length();
    }

    private static int upTo(String sql, String end, int from, int included) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + included;
    }
}
