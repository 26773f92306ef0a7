package io.cdcpipeline.plan;

import java.util.List;
import java.util.stream.Collectors;

/** {@code spec.tables} as one regular expression over {@code schema.table}. */
public final class TablePatterns {

    private static final String EXCLUDE = "!";

    private TablePatterns() {}

    /** Debezium refuses an exclude list beside an include list, hence the negative lookahead. */
    public static String regex(List<String> tables) {
        String included =
                alternatives(tables.stream().filter(t -> !t.startsWith(EXCLUDE)).toList());
        List<String> excluded = tables.stream()
                .filter(t -> t.startsWith(EXCLUDE))
                .map(t -> t.substring(EXCLUDE.length()))
                .toList();
        return excluded.isEmpty() ? included : "(?!" + alternatives(excluded) + "$)" + included;
    }

    private static String alternatives(List<String> patterns) {
        return patterns.stream().map(TablePatterns::pattern).collect(Collectors.joining("|", "(?:", ")"));
    }

    /** The first dot parts schema and table; a star in the schema stays within it. */
    private static String pattern(String pattern) {
        int dot = pattern.indexOf('.');
        return part(pattern.substring(0, dot), "[^.]") + "\\." + part(pattern.substring(dot + 1), ".");
    }

    private static String part(String text, String any) {
        return text.codePoints()
                .mapToObj(c -> switch (c) {
                    case '*' -> any + "*";
                    case '?' -> any;
                    default -> literal(c);
                })
                .collect(Collectors.joining());
    }

    /** Debezium splits the list at commas, so even those are written as a code point. */
    private static String literal(int character) {
        return Character.isLetterOrDigit(character) || character == '_'
                ? Character.toString(character)
                : "\\x{%x}".formatted(character);
    }
}
