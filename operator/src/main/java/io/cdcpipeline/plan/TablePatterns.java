package io.cdcpipeline.plan;

import io.cdcpipeline.api.CdcPipelineSpec;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code spec.tables} as one regular expression over {@code schema.table}. */
public final class TablePatterns {

    private static final String EXCLUDE = "!";
    private static final String NOTES = "cdc.ddl";

    private TablePatterns() {}

    /**
     * Patterns may be as wide as all schemas; what we keep in a database is none of the user's tables. In one that is not ours, that is
     * the one table of notes.
     */
    public static String captured(CdcPipelineSpec spec) {
        boolean managed = spec.source().kind().ownDatabase();
        boolean wide = Pattern.matches(regex(spec.tables()), NOTES);
        String kept = managed ? "!cdc.*" : "!" + NOTES;
        return regex(Stream.concat(spec.tables().stream(), managed || wide ? Stream.of(kept) : Stream.empty())
                .toList());
    }

    /**
     * Debezium refuses an exclude list beside an include list, hence the negative lookahead; and it ignores case, which
     * PostgreSQL does not, unless told otherwise.
     */
    public static String regex(List<String> tables) {
        String included =
                alternatives(tables.stream().filter(t -> !t.startsWith(EXCLUDE)).toList());
        List<String> excluded = tables.stream()
                .filter(t -> t.startsWith(EXCLUDE))
                .map(t -> t.substring(EXCLUDE.length()))
                .toList();
        return "(?-i)" + (excluded.isEmpty() ? included : "(?!" + alternatives(excluded) + "$)" + included);
    }

    private static String alternatives(List<String> patterns) {
        return patterns.stream().map(TablePatterns::pattern).collect(Collectors.joining("|", "(?:", ")"));
    }

    private static String pattern(String pattern) {
        return pattern.codePoints().mapToObj(TablePatterns::character).collect(Collectors.joining());
    }

    /** Debezium splits the value at commas, hence code points where a character is more than itself. */
    private static String character(int character) {
        return switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            case '.' -> "\\.";
            case '_' -> "_";
            default ->
                Character.isLetterOrDigit(character) ? Character.toString(character) : "\\x{%x}".formatted(character);
        };
    }
}
