package io.cdcpipeline.plan;

import io.cdcpipeline.api.CdcPipelineSpec;
import io.cdcpipeline.api.Postgresql;
import java.util.List;
import java.util.function.UnaryOperator;
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
        if (!(spec.source().kind() instanceof Postgresql)) {
            return regex(spec.tables());
        }
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
        return regex(tables, TablePatterns::pattern);
    }

    /**
     * The same for a program that many pipelines share: a pattern of many wildcards takes no longer than others, whatever a table
     * is called. PostgreSQL and Python, which read the other one, do not know its atomic groups.
     */
    public static Pattern bounded(List<String> tables) {
        return Pattern.compile(regex(tables, TablePatterns::boundedPattern));
    }

    private static String regex(List<String> tables, UnaryOperator<String> translation) {
        String included =
                alternatives(tables.stream().filter(t -> !t.startsWith(EXCLUDE)).toList(), translation);
        List<String> excluded = tables.stream()
                .filter(t -> t.startsWith(EXCLUDE))
                .map(t -> t.substring(EXCLUDE.length()))
                .toList();
        return "(?-i)"
                + (excluded.isEmpty() ? included : "(?!" + alternatives(excluded, translation) + "$)" + included);
    }

    private static String alternatives(List<String> patterns, UnaryOperator<String> translation) {
        return patterns.stream().map(translation).collect(Collectors.joining("|", "(?:", ")"));
    }

    /** What stands between two wildcards is looked for once: where its first place does not lead to a match, no other does. */
    private static String boundedPattern(String pattern) {
        String[] texts = pattern.split("\\*", -1);
        if (texts.length <= 2) {
            return pattern(pattern);
        }
        return Stream.of(texts)
                .skip(1)
                .limit(texts.length - 2L)
                .filter(text -> !text.isEmpty())
                .map(text -> "(?>.*?" + pattern(text) + ")")
                .collect(Collectors.joining("", pattern(texts[0]), ".*" + pattern(texts[texts.length - 1])));
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
