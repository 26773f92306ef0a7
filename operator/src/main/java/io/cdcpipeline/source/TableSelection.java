package io.cdcpipeline.source;

import java.util.List;
import java.util.regex.Pattern;

/** Which tables {@code spec.tables} selects: those that a pattern matches and no pattern with a leading ! does. */
final class TableSelection {

    private final List<Pattern> includes;
    private final List<Pattern> excludes;

    TableSelection(List<String> patterns) {
        includes = patterns.stream()
                .filter(p -> !p.startsWith("!"))
                .map(TableSelection::regex)
                .toList();
        excludes = patterns.stream()
                .filter(p -> p.startsWith("!"))
                .map(p -> regex(p.substring(1)))
                .toList();
    }

    /** @param table {@code schema.table} */
    boolean selects(String table) {
        return includes.stream().anyMatch(p -> p.matcher(table).matches())
                && excludes.stream().noneMatch(p -> p.matcher(table).matches());
    }

    private static Pattern regex(String glob) {
        var regex = new StringBuilder();
        glob.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
