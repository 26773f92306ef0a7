package io.cdcpipeline.cli;

import java.io.PrintWriter;

/** Where progress is shown: a line that renews itself on a terminal, a line a step in a pipe. */
final class Terminal {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean interactive;
    private boolean open;

    Terminal(PrintWriter out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    /** Standard error: standard output belongs to results. */
    static Terminal of(PrintWriter err) {
        return new Terminal(err, System.console() != null && !"dumb".equals(System.getenv("TERM")));
    }

    boolean isInteractive() {
        return interactive;
    }

    /** Something passing: shown on a terminal only, until the next line takes its place. */
    void passing(String text) {
        if (interactive) {
            out.print(CLEAR_LINE + text);
            out.flush();
            open = true;
        }
    }

    void line(String text) {
        if (open) {
            out.print(CLEAR_LINE);
            open = false;
        }
        out.println(text);
        out.flush();
    }
}
