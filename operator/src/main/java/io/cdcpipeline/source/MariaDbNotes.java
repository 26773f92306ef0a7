package io.cdcpipeline.source;

import io.cdcpipeline.source.MariaDbPreflight.Evidence;
import java.util.ArrayList;
import java.util.List;
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
        named(evidence, MariaDbTable::cascaded)
                .ifPresent(tables ->
                        notes.add("Foreign keys change rows of " + tables + " by themselves (CASCADE, SET NULL),"
                                + " which MariaDB writes into no log: those changes do not reach the lake"));
        named(evidence, table -> !table.transactional())
                .ifPresent(
                        tables -> notes.add(tables + " has no transactions (ENGINE), so that a copy of it may hold rows"
                                + " which a change brings again"));
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
