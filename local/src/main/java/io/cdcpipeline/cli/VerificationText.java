package io.cdcpipeline.cli;

import io.cdcpipeline.contract.RowDifference;
import io.cdcpipeline.contract.TableVerification;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** A comparison's outcome for people: a line a table, and a line a row that differs. */
record VerificationText(PrintWriter out) {

    void print(TableVerification verdict) {
        if (verdict.failure() != null) {
            out.println(verdict.table() + ": NOT COMPARED, " + verdict.failure());
            return;
        }
        if (verdict.isEqual()) {
            out.println(verdict.table() + ": equal, " + count(verdict.rows()) + skipped(verdict));
            return;
        }
        out.println(verdict.table() + ": DIFFERENT, " + (verdict.complete() ? "" : "at least ")
                + count(verdict.differing()) + " of " + verdict.rows()
                + " in the source");
        verdict.differences().stream().map(VerificationText::line).forEach(out::println);
        long more = verdict.differing() - verdict.differences().size();
        if (more > 0) {
            out.println("  … and " + more + " more");
        }
    }

    private static String skipped(TableVerification verdict) {
        return verdict.skipped() == 0 ? "" : "; " + count(verdict.skipped()) + " changed at that very moment";
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
