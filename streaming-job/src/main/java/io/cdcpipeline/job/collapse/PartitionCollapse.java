package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.event.Canary;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.EventDecoder;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.UnreadableRecord;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * One Kafka partition's part of a batch, in the order of its offsets, turned into blocks of rows and a report. It
 * gives blocks away as soon as they are done, so that memory is bounded by one segment a table.
 */
final class PartitionCollapse implements Iterator<CollapseItem> {

    private final CollapseContext context;
    private final Iterator<KafkaRecord> records;
    private final EventDecoder decoder;
    private CollapseOutput out;
    private final Map<TableId, TableCollapse> tables = new HashMap<>();
    private final Map<TableId, PartitionReport.Outcome> untouched = new HashMap<>();
    private final Set<TableId> unknown = new HashSet<>();
    private boolean finished;
    private KafkaRecord first;
    private KafkaRecord latest;
    /** Null before it was looked for. */
    private Optional<TableId> owner;

    private long events;
    private long heartbeats;
    private final List<Canary> canaries = new ArrayList<>();

    PartitionCollapse(CollapseContext context, Iterator<KafkaRecord> records, EventDecoder decoder) {
        this.context = context;
        this.records = records;
        this.decoder = decoder;
    }

    @Override
    public boolean hasNext() {
        while ((out == null || out.items().isEmpty()) && !finished) {
            if (records.hasNext() && unknown.isEmpty()) {
                accept(records.next());
            } else {
                finish();
            }
        }
        return out != null && !out.items().isEmpty();
    }

    @Override
    public CollapseItem next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return out.items().remove();
    }

    private void accept(KafkaRecord message) {
        if (out == null) {
            out = new CollapseOutput(message.topic(), message.partition());
            first = message;
        }
        latest = message;
        if (message.topic().equals(context.events().heartbeatTopic())) {
            heartbeats++;
            message.canary().ifPresent(canaries::add);
            return;
        }
        events++;
        try {
            Change change = decoder.decode(message, this::lake);
            if (change != null && context.counts(change.table())) {
                accept(change, message);
            }
        } catch (UnreadableRecord e) {
            reject(message, e);
        }
    }

    /** What belongs to a table is its trouble: one that is held back reads it again, and says then what it lacks. */
    private void reject(KafkaRecord message, UnreadableRecord why) {
        TableId table = why.table() == null ? onlyTable(message.topic()) : why.table();
        if (table == null) {
            out.deadLetter(message, new DeadLetters.Cause(null, why.getMessage(), null));
        } else if (context.counts(table)) {
            TableCollapse collapse = of(table);
            if (collapse != null) {
                collapse.reject(message, Untold.of(why));
            }
        }
    }

    /** Whose changes come by that topic, as far as is known; null when nobody's, or several tables' do. */
    private TableId onlyTable(String topic) {
        if (owner == null) {
            Set<TableId> all = new HashSet<>(tables.keySet());
            context.tables().values().stream()
                    .filter(c -> topic.equals(c.state().position().topic()))
                    .forEach(c -> all.add(c.table()));
            owner = all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
        }
        return owner.orElse(null);
    }

    private StructType lake(TableId table) {
        TableContext known = context.tables().get(table);
        return known == null ? null : known.columns();
    }

    private void accept(Change change, KafkaRecord message) {
        TableCollapse table = of(change.table());
        if (table != null) {
            table.accept(change, message);
        }
    }

    /** Null for one whose records do not count now. */
    private TableCollapse of(TableId id) {
        TableCollapse table = tables.get(id);
        return table == null && !untouched.containsKey(id) ? begin(id) : table;
    }

    private TableCollapse begin(TableId id) {
        TableContext start = context.tables().get(id);
        if (start == null) {
            unknown.add(id);
            return null;
        }
        if (start.heldBack()) {
            untouched.put(id, new PartitionReport.HeldBack());
            return null;
        }
        // One table that is read alone is read from where it is.
        if (context.only() == null
                && first.offset() > Math.max(0, start.state().position().next())) {
            untouched.put(id, new PartitionReport.Behind(first.offset()));
            return null;
        }
        SegmentId segment = new SegmentId(id, first.topic(), first.partition(), 0);
        TableCollapse table = new TableCollapse(context, start, segment, out);
        tables.put(id, table);
        return table;
    }

    private void finish() {
        finished = true;
        if (latest == null) {
            return;
        }
        Map<TableId, PartitionReport.Outcome> outcomes = new HashMap<>(untouched);
        Map<TableId, CutReport> cuts = new HashMap<>();
        if (unknown.isEmpty()) {
            tables.forEach((id, table) -> {
                outcomes.put(id, table.finish(latest.offset() + 1));
                cuts.put(id, table.cuts());
            });
            cuts.values().removeIf(CutReport.NONE::equals);
        }
        out.flush();
        out.items()
                .add(new PartitionReport(
                        latest.topic(),
                        latest.partition(),
                        latest.offset() + 1,
                        counts(),
                        List.copyOf(out.segments()),
                        Map.copyOf(outcomes),
                        cuts,
                        Set.copyOf(unknown)));
    }

    private PartitionReport.Counts counts() {
        long repeated =
                tables.values().stream().mapToLong(TableCollapse::repeated).sum();
        return new PartitionReport.Counts(
                events,
                repeated,
                out.letterCount(),
                latest.timestampMicros(),
                new PartitionReport.Heartbeats(heartbeats, List.copyOf(canaries)));
    }
}
