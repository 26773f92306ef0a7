package io.cdcpipeline.observe;

/** Other programs' messages, made fit to read in a line. */
final class CauseText {

    /** A condition's message may have 32768 characters, an event's 1024; a reader has less patience. */
    private static final int MAX = 400;

    /** The cause in brackets behind a name, in a sentence with others. */
    private static final int MAX_CLAUSE = 120;

    private CauseText() {}

    /** The first line, shortened. */
    static String brief(String text) {
        return bounded(text, MAX);
    }

    /** The first line, shortened so that several fit into a sentence. */
    static String clause(String text) {
        return bounded(text, MAX_CLAUSE);
    }

    private static String bounded(String text, int max) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        return line.codePointCount(0, line.length()) <= max
                ? line
                : line.substring(0, line.offsetByCodePoints(0, max - 1)) + "…";
    }

    /**
     * What a Java stack trace is about: its innermost cause, which names the trouble, where the first line only names who
     * met it.
     */
    static String cause(String trace) {
        String cause = trace.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((first, last) -> last)
                .map(line -> line.substring("Caused by: ".length()))
                .orElse(trace);
        return brief(cause);
    }
}
