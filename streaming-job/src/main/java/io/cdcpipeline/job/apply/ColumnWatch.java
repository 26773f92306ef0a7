package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.StreamStart;
import io.cdcpipeline.job.fill.NotedTable;
import io.cdcpipeline.job.fill.SourceTable;
import io.cdcpipeline.job.fill.SourceTables;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.state.TableContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Holds the columns of tables in the source against those in the lake, by their numbers. What the newest note explains is no
 * difference: the next change tells of it, and a table of which none comes gets its columns when all that was before is here.
 * Not thread-safe.
 */
final class ColumnWatch {

    /** After so many looks a table gets its columns by a fill. */
    static final int PATIENCE = 60;

    /** After so many it is told once more. */
    private static final int AGAIN = 15;

    private final SourceTables source;
    private final PendingChanges changes;
    private final Consumer<TableId> leave;
    private final Map<TableId, Seen> same = new HashMap<>();
    private final Map<TableId, Waiting> waiting = new HashMap<>();
    private long stream;

    /** @param leave has the table look by itself whether it has all of its topic */
    ColumnWatch(SourceTables source, PendingChanges changes, Consumer<TableId> leave) {
        this.source = source;
        this.changes = changes;
        this.leave = leave;
    }

    /** How a table's columns are, by their numbers. */
    enum Verdict {
        /** Nobody knows. */
        UNKNOWN,
        SAME,
        /** They will be the same without a fill. */
        PENDING
    }

    /** Columns that were found to be the same, though not all that the source has are sent. */
    private record Seen(StructType lake, Map<String, String> source) {}

    /**
     * A table that is to get other columns.
     *
     * @param names as the lake has them
     * @param place of the log behind all that was before
     * @param called whether the table was told
     */
    private record Waiting(NotedTable noted, Map<String, String> names, long place, int looks, boolean called) {

        Waiting again() {
            return new Waiting(noted, names, place, looks + 1, called && (looks + 1) % AGAIN != 0);
        }

        Waiting afterCall() {
            return new Waiting(noted, names, place, looks, true);
        }
    }

    /** @param start of the stream that is read: behind another one are changes that nobody read */
    void begin(StreamStart start) {
        if (start.lsn() != stream) {
            waiting.clear();
            stream = start.lsn();
        }
    }

    Verdict look(TableContext table, SourceTable now) {
        Verdict verdict = table.exists() ? verdict(table, now) : Verdict.UNKNOWN;
        if (verdict != Verdict.PENDING) {
            waiting.remove(table.table());
            changes.withdraw(table.table());
        }
        return verdict;
    }

    private Verdict verdict(TableContext table, SourceTable now) {
        Map<String, String> names = names(table.columns());
        if (names.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        Seen seen = new Seen(table.columns(), now.columns());
        if (names.entrySet().containsAll(now.columns().entrySet()) || seen.equals(same.get(table.table()))) {
            return Verdict.SAME;
        }
        Optional<NotedTable> noted = source.noted(table.table());
        if (noted.isEmpty() || !ColumnNumber.areIn(table.columns(), noted.get().relation())) {
            return Verdict.UNKNOWN;
        }
        if (noted.get().columns().stream().allMatch(c -> isIn(table.columns(), c))) {
            same.put(table.table(), seen);
            return Verdict.SAME;
        }
        await(table, noted.get(), names);
        return Verdict.PENDING;
    }

    /** By {@code attnum}, as the catalogue has them; empty when nobody knows the numbers. */
    private static Map<String, String> names(StructType lake) {
        Map<String, String> names = new TreeMap<>();
        for (StructField field : lake.fields()) {
            ColumnNumber number = ColumnNumber.of(field);
            if (number != null && number.isOfSource()) {
                names.put(Integer.toString(number.number()), field.name());
            }
        }
        return names;
    }

    private static boolean isIn(StructType lake, SourceColumn column) {
        return Stream.of(lake.fields())
                .anyMatch(f ->
                        f.name().equals(column.name()) && Objects.equals(ColumnNumber.of(f), ColumnNumber.of(column)));
    }

    private void await(TableContext table, NotedTable noted, Map<String, String> names) {
        Waiting before = waiting.get(table.table());
        boolean known = before != null
                && before.noted().lsn() == noted.lsn()
                && before.names().equals(names);
        waiting.put(
                table.table(),
                known ? before.again() : new Waiting(noted, names, source.log().end(), 1, false));
    }

    /** What the source's table was when the lake had its columns; only of one that is to get others. */
    SourceTable before(TableId table, SourceTable now) {
        return now.withColumns(waiting.get(table).names());
    }

    /** What differs, as a part of a sentence, where it should have been settled long ago. */
    Optional<String> overdue(TableId table) {
        return waiting.get(table).looks() < PATIENCE
                ? Optional.empty()
                : Optional.of("its columns are others in the source now");
    }

    /** Has those tables get their columns of which all that was before is in Kafka. */
    void settle() {
        if (waiting.values().stream().allMatch(Waiting::called)) {
            return;
        }
        long read = source.log().read();
        waiting.replaceAll((table, one) -> {
            if (one.called() || read < one.place()) {
                return one;
            }
            changes.offer(table, one.noted());
            leave.accept(table);
            return one.afterCall();
        });
    }
}
