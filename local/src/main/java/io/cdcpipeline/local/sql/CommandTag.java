package io.cdcpipeline.local.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What PostgreSQL answers to a statement without rows. The driver keeps the count and drops the words. */
public final class CommandTag {

    private static final Set<String> COUNTED = Set.of("UPDATE", "DELETE", "MERGE", "COPY", "SELECT");
    private static final Set<String> WITH_OBJECT = Set.of("CREATE", "ALTER", "DROP");
    /** Words between CREATE and the kind of object. */
    private static final Set<String> ATTRIBUTES =
            Set.of("OR", "REPLACE", "TEMP", "TEMPORARY", "UNLOGGED", "UNIQUE", "GLOBAL", "LOCAL", "RECURSIVE");

    private CommandTag() {}

    public static String of(String statement, long count) {
        List<String> words = words(statement);
        String first = words.isEmpty() ? "" : words.get(0);
        if (first.equals("INSERT")) {
            return "INSERT 0 " + count;
        }
        if (COUNTED.contains(first)) {
            return first + " " + count;
        }
        return WITH_OBJECT.contains(first) ? first + " " + object(words) : first;
    }

    private static String object(List<String> words) {
        List<String> rest =
                words.stream().skip(1).dropWhile(ATTRIBUTES::contains).limit(2).toList();
        boolean two = rest.size() == 2
                && Set.of(
                                "EVENT TRIGGER",
                                "MATERIALIZED VIEW",
                                "FOREIGN TABLE",
                                "ACCESS METHOD",
                                "TEXT SEARCH",
                                "USER MAPPING")
                        .contains(rest.get(0) + " " + rest.get(1));
        return rest.isEmpty() ? "" : two ? rest.get(0) + " " + rest.get(1) : rest.get(0);
    }

    private static List<String> words(String statement) {
        List<String> words = new ArrayList<>();
        for (int at = 0; at < statement.length() && words.size() < 8; ) {
            int end = SqlToken.end(statement, at);
            String token = statement.substring(at, end);
            if (Character.isLetter(token.charAt(0))) {
                words.add(token.toUpperCase(Locale.ROOT));
            } else if (!token.isBlank() && !SqlToken.isComment(token) && !words.isEmpty()) {
                break;
            }
            at = end;
        }
        return words;
    }
}
