package io.cdcpipeline.cli;

import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableLetters;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.local.stage.StageStatus;
import io.cdcpipeline.local.status.BinlogStatus;
import io.cdcpipeline.local.status.SlotStatus;
import io.cdcpipeline.local.status.StatusReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report for people: columns as kubectl prints them. */
record StatusText(StatusReport report) {

    void print(PrintWriter out) {
        Columns stages = new Columns("STAGE", "STATE", "MESSAGE");
        for (StageStatus stage : report.stages()) {
            stages.row(StageProgress.name(stage.stage()), stage.state().toString(), stage.message());
        }
        stages.print(out);
        if (!report.problems().isEmpty()) {
            out.println();
            report.problems().forEach(problem -> out.println("The source: " + problem));
        }
        if (report.slot() != null) {
            SlotStatus slot = report.slot();
            out.println();
            Columns columns = new Columns("SLOT", "ACTIVE", "RETAINED WAL", "CONFIRMED");
            columns.row(slot.name(), Boolean.toString(slot.active()), bytes(slot.retainedBytes()), slot.confirmedLsn());
            columns.print(out);
        }
        if (report.binlog() != null) {
            BinlogStatus log = report.binlog();
            out.println();
            Columns columns = new Columns("SERVER ID", "BINARY LOG", "END", "CONFIRMED");
            columns.row(Long.toString(log.serverId()), bytes(log.bytes()), text(log.position()), text(log.confirmed()));
            columns.print(out);
        }
        if (report.apply() != null) {
            out.println();
            print(report.apply(), out);
        }
    }

    private static void print(JobStatus job, PrintWriter out) {
        Columns columns = new Columns("LAG", "EVENTS/S", "BATCH", "LAST COMMIT", "DEAD LETTERS");
        columns.row(
                seconds(job.lagSeconds()),
                number("%.0f", job.eventsPerSecond()),
                text(job.batch()),
                text(job.lastCommit()),
                text(job.deadLetters()));
        columns.print(out);
        List<TableStatus> tables = job.tables();
        if (!tables.isEmpty()) {
            out.println();
            Columns list = new Columns("TABLE", "STATE", "VERSION", "CHANGES", "MESSAGE");
            tables.forEach(t -> list.row(
                    t.name(), state(t), t.version() < 0 ? "-" : text(t.version()), text(t.rows()), message(t)));
            list.print(out);
            printSettings(tables, out);
        }
        printLetters(job.letters(), out);
    }

    /** What the manifest says of tables, of those of which it says anything. */
    private static void printSettings(List<TableStatus> tables, PrintWriter out) {
        List<TableStatus> said =
                tables.stream().filter(t -> t.settings() != null).toList();
        if (!said.isEmpty()) {
            out.println();
            Columns list = new Columns("TABLE", "SETTINGS");
            said.forEach(t -> list.row(t.name(), t.settings()));
            list.print(out);
        }
    }

    private static void printLetters(List<TableLetters> letters, PrintWriter out) {
        if (!letters.isEmpty()) {
            out.println();
            Columns list = new Columns("DEAD LETTERS OF", "COUNT", "SINCE", "FIRST REASON");
            letters.forEach(l -> list.row(l.name(), text(l.count()), l.oldest(), l.reason()));
            list.print(out);
        }
    }

    /** With what it is, where that is no mirror. */
    private static String state(TableStatus table) {
        return table.state().text() + (table.mode() == null ? "" : " " + table.mode());
    }

    /** Why a table failed and when it is tried again, or what it lacks. */
    private static String message(TableStatus table) {
        TableStatus.Fill fill = table.fill();
        String filling = fill == null ? "" : fill(fill);
        String retry = table.retryAt() == null ? "" : "tried again at " + table.retryAt();
        return Stream.of(Objects.requireNonNullElse(table.message(), ""), retry, filling)
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String fill(TableStatus.Fill fill) {
        if (fill.message() != null) {
            return fill.message();
        }
        if (fill.ended() != null || fill.since() == null) {
            return "";
        }
        return fill.totalBytes() == 0
                ? fill.rows() + " rows so far"
                : bytes(fill.bytes()) + " of " + bytes(fill.totalBytes()) + ", " + fill.rows() + " rows";
    }

    private static String seconds(Double value) {
        return number("%.1fs", value);
    }

    private static String number(String format, Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String text(Object value) {
        return value == null ? "-" : value.toString();
    }

    static String bytes(long count) {
        return count < 1024 * 1024 ? count / 1024 + " KiB" : count / 1024 / 1024 + " MiB";
    }
}
