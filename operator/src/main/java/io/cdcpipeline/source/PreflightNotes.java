package io.cdcpipeline.source;

import io.cdcpipeline.source.Preflight.Evidence;
import java.util.ArrayList;
import java.util.List;

/** What keeps a PostgreSQL server from nothing, and is good to know; each a sentence without its stop. */
final class PreflightNotes {

    private PreflightNotes() {}

    static List<String> of(PostgresNeeds needs, Evidence evidence) {
        if (needs.managed()) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        List<ObservedTable> appended =
                evidence.tables().stream().filter(ObservedTable::appended).toList();
        if (!appended.isEmpty()) {
            notes.add(String.format(
                    "Rows are only added to %s, without a key: PostgreSQL refuses UPDATE and DELETE where what is"
                            + " published cannot be told apart. To allow them, ALTER TABLE %s REPLICA IDENTITY FULL",
                    NameList.of(appended.stream().map(ObservedTable::name).toList()),
                    appended.get(0).quoted()));
        }
        if (evidence.server().standby()) {
            notes.add(
                    "It is a standby, from which no table can be filled: name the primary, or set spec.source.snapshot"
                            + " to WhenNeeded, so that the connector copies the rows that are there");
        } else if (evidence.slot() instanceof ObservedSlot.Present slot && slot.synced()) {
            notes.add(String.format(
                    "This server was promoted with a copy of the slot: if the primary of before is a standby now, its own"
                            + " slot keeps the next switchover from going well, until there SELECT"
                            + " pg_drop_replication_slot('%s') is done",
                    needs.slot()));
        }
        return List.copyOf(notes);
    }
}
