package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.EventDecoder;
import io.cdcpipeline.job.decode.KafkaRecord;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** What runs on the executors: a Kafka partition's records in, blocks of operations and a report out. */
public final class CollapseTask implements FlatMapFunction<Iterator<InternalRow>, CollapseItem> {

    /** Schemas are parsed once a thread, not once a batch. */
    private static final ThreadLocal<Map<String, EventDecoder>> DECODERS =
            ThreadLocal.withInitial(ConcurrentHashMap::new);

    private final CollapseContext context;
    private final StructType source;

    public CollapseTask(CollapseContext context, StructType source) {
        this.context = context;
        this.source = source;
    }

    @Override
    public Iterator<CollapseItem> call(Iterator<InternalRow> rows) {
        Records records = new Records(source);
        Iterator<KafkaRecord> messages = StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
                .map(records::record)
                .iterator();
        CollapseContext.Events events = context.events();
        EventDecoder decoder = DECODERS.get()
                .computeIfAbsent(
                        events.unavailableValue(), value -> new EventDecoder(value, events.schemas(), events.types()));
        return new PartitionCollapse(context, messages, decoder);
    }
}
