package io.cdcpipeline.cli;

import io.cdcpipeline.local.verify.RowDifference;
import io.cdcpipeline.local.verify.TableVerificationResult;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** A comparison's outcome for people: a line a table, and a line a row that differs. */
record VerificationText(PrintWriter out) {

    private static final int SHOWN = 20;

    void print(TableVerificationResult verdict) {
        if (verdict.isEqual()) {
            out.println(verdict.table() + ": equal, " + count(verdict.rows()));
            return;
        }
        out.println(verdict.table() + ": DIFFERENT, " + count(verdict.differing()) + " of " + verdict.rows()
                + " in the source");
        verdict.differences().stream().limit(SHOWN).map(VerificationText::line).forEach(out::println);
        if (verdict.differing() > SHOWN) {
            out.println("  … and " + (verdict.differing() - SHOWN) + " more");
        }
    }

    private static String line(RowDifference difference) {
        String key =
                "  (" + difference.key().stream().map(VerificationText::shown).collect(Collectors.joining(", ")) + ") ";
        return key
                + switch (difference.kind()) {
                    case ONLY_IN_SOURCE -> "only in the source";
                    case ONLY_IN_LAKE -> "only in the lake";
                    case DIFFERENT ->
                        difference.values().stream()
                                .map(v -> v.column() + ": source " + shown(v.source()) + ", lake " + shown(v.lake()))
                                .collect(Collectors.joining("; "));
                };
    }

    private static String shown(String value) {
        return value == null ? "null" : "'" + value + "'";
    }

    private static String count(long rows) {
        return rows == 1 ? "1 row" : rows + " rows";
    }
}
