package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.EventDecoder;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.decode.UnreadableRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * One Kafka partition's part of a batch, in the order of its offsets, turned into blocks of rows and a report. It
 * gives blocks away as soon as they are done, so that memory is bounded by one segment a table.
 */
final class PartitionStage implements Iterator<StageItem> {

    private final StageContext context;
    private final Iterator<KafkaRecord> records;
    private final EventDecoder decoder;
    private StageOutput out;
    private final Map<TableId, TableStage> tables = new HashMap<>();
    private final Set<TableId> unknown = new HashSet<>();
    private boolean finished;
    private KafkaRecord latest;
    private long events;

    PartitionStage(StageContext context, Iterator<KafkaRecord> records, EventDecoder decoder) {
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
    public StageItem next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return out.items().remove();
    }

    private void accept(KafkaRecord message) {
        if (out == null) {
            out = new StageOutput(message.topic(), message.partition());
        }
        latest = message;
        events++;
        try {
            Change change = decoder.decode(message);
            if (change != null) {
                stage(change, message);
            }
        } catch (UnreadableRecord e) {
            out.deadLetter(message, e.table(), e.getMessage());
        }
    }

    private void stage(Change change, KafkaRecord message) {
        TableStage stage = tables.get(change.table());
        if (stage == null) {
            TableContext start = context.tables().get(change.table());
            if (start == null) {
                unknown.add(change.table());
                return;
            }
            SegmentId first = new SegmentId(change.table(), message.topic(), message.partition(), 0);
            stage = new TableStage(context, start, first, out);
            tables.put(change.table(), stage);
        }
        stage.accept(change, message);
    }

    private void finish() {
        finished = true;
        if (latest == null) {
            return;
        }
        if (unknown.isEmpty()) {
            tables.values().forEach(TableStage::finish);
        }
        out.flush();
        long repeated = tables.values().stream().mapToLong(TableStage::repeated).sum();
        out.items()
                .add(new PartitionReport(
                        latest.topic(),
                        latest.partition(),
                        latest.offset() + 1,
                        events,
                        repeated,
                        out.letterCount(),
                        List.copyOf(out.segments()),
                        Set.copyOf(unknown)));
    }
}
