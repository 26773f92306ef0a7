package io.cdcpipeline.local.sql;

import java.util.Locale;

/** Whether the scanner stands within {@code BEGIN ATOMIC … END}, where semicolons separate the parts of one statement. */
final class RoutineBody {

    private String previous = "";
    private int depth;

    void see(String token) {
        if (token.isBlank()) {
            return;
        }
        String word = token.toUpperCase(Locale.ROOT);
        boolean opens = word.equals("ATOMIC") && previous.equals("BEGIN") || depth > 0 && word.equals("CASE");
        if (opens) {
            depth++;
        } else if (depth > 0 && word.equals("END")) {
            depth--;
        }
        previous = word;
    }

    boolean isOpen() {
        return depth > 0;
    }

    void reset() {
        depth = 0;
        previous = "";
    }
}
