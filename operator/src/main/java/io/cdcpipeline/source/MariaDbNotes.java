package io.cdcpipeline.source;

import io.cdcpipeline.source.MariaDbPreflight.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What keeps a MariaDB server from nothing, and is good to know; each a sentence without its stop. */
final class MariaDbNotes {

    private MariaDbNotes() {}

    static List<String> of(MariaDbNeeds needs, Evidence evidence) {
        List<String> notes = new ArrayList<>();
        ObservedBinlog binlog = evidence.binlog();
        if (binlog.isAnother()) {
            notes.add("The binary log ends at GTID " + shown(binlog.position()) + ", and the connector has read up to "
                    + binlog.reached() + ": the log was reset or the server made anew, so " + remedy(needs));
        } else if (binlog.purged()) {
            notes.add(
                    "The binary log begins after GTID " + shown(binlog.oldest()) + ", and the connector has read up to "
                            + shown(binlog.reached()) + ": what lies between is purged, so " + remedy(needs));
        }
        notes.addAll(ofTables(evidence));
        notes.addAll(ofServer(needs, evidence.server()));
        return notes;
    }

    /** A managed one is as it is for good reasons. */
    private static List<String> ofServer(MariaDbNeeds needs, ObservedMariaDb server) {
        List<String> notes = new ArrayList<>();
        if (needs.managed()) {
            return notes;
        }
        double bound = server.number("max_binlog_total_size");
        if (bound > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "The binary log is purged beyond %.0f MiB, however young it is: a pipeline that stands still while more is"
                            + " written has all tables copied anew (SET GLOBAL max_binlog_total_size = 0 keeps it for its time)",
                    bound / (1 << 20)));
        }
        if (server.is("sync_binlog", "0")) {
            notes.add(
                    "sync_binlog is 0: a server whose machine loses its power may forget the end of its log, which the lake has, and"
                            + " give the same GTIDs to other transactions, which the lake then leaves out (SET GLOBAL sync_binlog = 1, and the"
                            + " same in its configuration)");
        }
        return notes;
    }

    private static List<String> ofTables(Evidence evidence) {
        List<String> notes = new ArrayList<>();
        named(evidence, MariaDbTable::cascaded)
                .ifPresent(tables ->
                        notes.add("Foreign keys change rows of " + tables + " by themselves (CASCADE, SET NULL),"
                                + " which MariaDB writes into no log: those changes do not reach the lake"));
        named(evidence, table -> !table.transactional())
                .ifPresent(
                        tables -> notes.add(
                                tables + " has no transactions (ENGINE), so that a copy of it may hold rows"
                                        + " which a change brings again, and no fill can read it: ALTER TABLE ENGINE = InnoDB"));
        named(evidence, table -> !table.keyed())
                .ifPresent(
                        tables -> notes.add(
                                "Without a primary key, or a unique one of columns that are NOT NULL, is " + tables
                                        + ": a change finds its row by all of its values, which costs more; ALTER TABLE ADD PRIMARY KEY"));
        return notes;
    }

    private static String remedy(MariaDbNeeds needs) {
        return needs.copies()
                ? "the connector copies all tables anew when it runs next"
                : "with source.snapshot Never the connector cannot go on: set it to Initial, or create the pipeline anew";
    }

    private static String shown(GtidPosition position) {
        return position.text().isEmpty() ? "(none)" : position.text();
    }

    private static Optional<String> named(Evidence evidence, Predicate<MariaDbTable> which) {
        List<String> names =
                evidence.tables().stream().filter(which).map(MariaDbTable::name).toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(NameList.of(names));
    }
}
