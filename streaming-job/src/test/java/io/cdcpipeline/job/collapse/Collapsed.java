package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.event.StreamStart;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.decode.EventDecoder;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.Cut;
import io.cdcpipeline.job.state.StreamAlignment;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.testing.SourceTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;

/** What one task makes of some records, in words; and what it would know when the next batch comes. */
final class Collapsed {

    private final Map<TableId, TableContext> known = new HashMap<>();
    private long segmentBytes = 1 << 20;
    private PartitionReport report;
    private List<Cut> cuts = List.of();
    private boolean allRows;
    private TableMode mode = TableMode.MIRROR;
    private List<Block> blocks;

    Collapsed segmentBytes(long bytes) {
        segmentBytes = bytes;
        return this;
    }

    Collapsed knows(TableId table, StructType columns) {
        known.put(table, new TableContext(table, columns, 0, TableState.FRESH, false));
        return this;
    }

    Collapsed knows(TableContext table) {
        known.put(table.table(), table);
        return this;
    }

    TableContext known(String table) {
        apply();
        return known.get(new TableId("inventory", table));
    }

    /** The next batch: what came of the last one is in the tables. */
    Collapsed batch(KafkaRecord... records) {
        apply();
        return again(records);
    }

    private void apply() {
        if (report != null) {
            report.segments().forEach(this::applied);
            report.tables().forEach(this::reached);
            report = null;
        }
    }

    /** What tables are that nothing is known of yet. */
    Collapsed mode(TableMode wanted) {
        mode = wanted;
        return this;
    }

    /** A table is to have the rows, too, that it had before its changes came. */
    Collapsed allRows() {
        allRows = true;
        return this;
    }

    /** All tables are cut there from now on. */
    Collapsed cut(Cut cut) {
        cuts = List.of(cut);
        return this;
    }

    CutReport cuts(String table) {
        return report.cuts().getOrDefault(new TableId("inventory", table), CutReport.NONE);
    }

    /** The same batch once more, as after a crash before anything was written. */
    Collapsed again(KafkaRecord... records) {
        for (KafkaRecord message : records) {
            String[] name = message.topic().split("\\.", 3);
            TableId table = new TableId(name[1], name[2]);
            known.putIfAbsent(table, TableContext.absent(table).with(TableState.fresh(mode, null)));
        }
        CollapseContext context = new CollapseContext(
                new CollapseContext.Events(
                        SourceTable.PLACEHOLDER,
                        "inv.heartbeat",
                        fingerprint -> null,
                        TypePolicies.DEFAULT,
                        SourceColumns.NONE,
                        allRows),
                new CollapseContext.Limits(segmentBytes, 1 << 20),
                known,
                null,
                cuts);
        PartitionCollapse stage = new PartitionCollapse(
                context,
                List.of(records).iterator(),
                new EventDecoder(SourceTable.PLACEHOLDER, fingerprint -> null, TypePolicies.DEFAULT));
        blocks = new ArrayList<>();
        stage.forEachRemaining(this::take);
        return this;
    }

    private void take(CollapseItem item) {
        if (item instanceof Block block) {
            blocks.add(block);
        } else {
            report = (PartitionReport) item;
        }
    }

    private void applied(SegmentReport segment) {
        TableContext before = known.get(segment.id().table());
        StructType columns = before.columns() == null ? new StructType() : before.columns();
        StructType after = before.columns() == null
                ? segment.shape().table()
                : segment.evolution().applied(columns);
        known.put(
                before.table(),
                new TableContext(
                        before.table(),
                        after,
                        0,
                        before.state()
                                .followedBy(segment.after(), segment.counts().events()),
                        false));
    }

    private void reached(TableId table, PartitionReport.Outcome outcome) {
        if (outcome instanceof PartitionReport.Read read) {
            TableContext before = known.get(table);
            known.put(table, before.with(before.state().at(read.state().position())));
        }
    }

    /** The source's tables are dropped, and all changes of them have come. */
    void drop() {
        apply();
        known.replaceAll((table, context) -> context.with(context.state().dropped()));
    }

    /** The connector begins another stream of changes. */
    void begin(StreamStart start) {
        apply();
        known.replaceAll((table, context) -> context.with(StreamAlignment.align(context.state(), start)));
    }

    /** Why the table failed; null when it did not. */
    String failure() {
        return report.tables().values().stream()
                .filter(PartitionReport.Failed.class::isInstance)
                .map(o -> ((PartitionReport.Failed) o).reason())
                .findFirst()
                .orElse(null);
    }

    PartitionReport report() {
        return report;
    }

    List<SegmentReport> segments() {
        return report.segments();
    }

    TableState state() {
        return segments().get(segments().size() - 1).after();
    }

    /** Each segment in a line: {@code clear append: PUT 1,a; REMOVE 2,null}. */
    List<String> lines() {
        return segments().stream()
                .map(s -> (s.clear() ? "clear " : "") + (s.append() ? "append" : "merge") + ": " + rows(s))
                .map(String::strip)
                .toList();
    }

    List<String> deadLetters() {
        return blocks.stream()
                .filter(b -> b.segment().table() == null)
                .flatMap(b -> rows(b, DeadLetters.SHAPE).stream())
                .toList();
    }

    private String rows(SegmentReport segment) {
        return blocks.stream()
                .filter(b -> b.segment().equals(segment.id()))
                .flatMap(b -> rows(b, segment.shape()).stream())
                .collect(Collectors.joining("; "));
    }

    private static List<String> rows(Block block, RowShape shape) {
        boolean moved = block.origins() != null;
        BlockRows reader = moved ? BlockRows.moved(shape) : BlockRows.plain(shape);
        List<String> rows = new ArrayList<>();
        for (Iterator<InternalRow> all = reader.of(block); all.hasNext(); ) {
            InternalRow row = all.next();
            String values = IntStream.range(RowShape.LEAD, shape.columns().size() + RowShape.LEAD)
                    .mapToObj(i -> value(row, i, reader.layout()))
                    .collect(Collectors.joining(","));
            String origin = moved ? " from " + value(row, shape.columns().size() + RowShape.LEAD, reader.layout()) : "";
            rows.add(RowOperation.of(row.getByte(0)) + " " + values + origin);
        }
        return rows;
    }

    private static String value(InternalRow row, int i, StructType layout) {
        boolean column = i - RowShape.LEAD < layout.size() - RowShape.LEAD && !row.isNullAt(1);
        String kept = column ? row.getUTF8String(1).toString() : "";
        if (i - RowShape.LEAD < kept.length() && kept.charAt(i - RowShape.LEAD) == '1') {
            return "=";
        }
        if (!row.isNullAt(i) && layout.fields()[i].dataType() instanceof ArrayType array) {
            return Arrays.toString(row.getArray(i).toObjectArray(array.elementType()));
        }
        return row.isNullAt(i) ? "null" : String.valueOf(row.get(i, layout.fields()[i].dataType()));
    }
}
