package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.event.StreamStart;
import io.cdcpipeline.job.fill.SourceTables;
import io.cdcpipeline.job.lake.TableId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds tables that were dropped in the source. One is when the catalogue, which answers, has no table of its name, several times
 * in a row, and the connector has read the log beyond the first of them: then all its changes are in Kafka. What is not published, or
 * may not be read, is in the catalogue all the same. Not thread-safe.
 */
final class DropWatch {

    private final SourceTables source;
    private final Tables tables;
    private final DroppedTables dropped;
    private final Consumer<TableId> leave;
    private final Map<TableId, Absence> absences = new HashMap<>();

    /** @param leave has the table look by itself whether it has all of its topic */
    DropWatch(SourceTables source, Tables tables, DroppedTables dropped, Consumer<TableId> leave) {
        this.source = source;
        this.tables = tables;
        this.dropped = dropped;
        this.leave = leave;
    }

    /**
     * A table that is not in the catalogue.
     *
     * @param looks in a row
     * @param place of the log behind its drop
     * @param stream that was read then: another one may begin behind changes that nobody read
     */
    private record Absence(int looks, long place, long stream) {

        Absence again() {
            return new Absence(looks + 1, place, stream);
        }
    }

    /** @param captured the tables that are there for sure */
    void look(Set<TableId> captured, StreamStart start) {
        Set<TableId> absent = source.absent(tables.known().values().stream()
                .filter(t -> t.exists() && !t.state().gone() && !captured.contains(t.table()))
                .map(t -> t.table())
                .collect(Collectors.toSet()));
        absences.keySet().retainAll(absent);
        absences.values().removeIf(a -> a.stream() != start.lsn());
        dropped.retain(absent);
        if (absent.isEmpty()) {
            return;
        }
        SourceTables.Log log = source.log();
        for (TableId table : absent) {
            Absence absence =
                    absences.compute(table, (t, a) -> a == null ? new Absence(1, log.end(), start.lsn()) : a.again());
            if (absence.looks() >= CatalogWatch.LOOKS && log.read() >= absence.place() && dropped.add(table)) {
                leave.accept(table);
            }
        }
    }
}
