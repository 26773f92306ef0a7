package io.cdcpipeline.job.testing;

import io.cdcpipeline.contract.event.CompactFormat;
import io.cdcpipeline.contract.event.CompactSchema;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.job.decode.KafkaRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Events of a table in the compact form, written by Avro's own library. */
public final class CompactTopic {

    /** Stands for a large value that did not fit into the message. */
    public record Omitted(long bytes) {}

    private final Schema avro;
    private final String text;
    private final String table;
    private long offset;

    public CompactTopic(String table, List<SourceColumn> columns) {
        this.table = table;
        this.text = new CompactSchema(
                        "inventory",
                        table,
                        columns.stream().map(SourceColumn::name).toList(),
                        columns)
                .toAvro();
        this.avro = new Schema.Parser().parse(text);
    }

    public long fingerprint() {
        return CompactSchema.fingerprint(text);
    }

    public String schema() {
        return text;
    }

    /**
     * A record.
     *
     * @param before texts, null, {@link SourceColumn#UNCHANGED} or {@link Omitted}; null for no row
     */
    public KafkaRecord record(String operation, String snapshot, Object[] before, Object[] after) {
        GenericRecord change = new GenericData.Record(avro);
        change.put("op", new GenericData.EnumSymbol(avro.getField("op").schema(), operation));
        change.put(
                "snapshot", new GenericData.EnumSymbol(avro.getField("snapshot").schema(), snapshot));
        change.put("commitLsn", 5_000L);
        change.put("lsn", 1_010L);
        change.put("order", 3L);
        change.put("xid", 701L);
        change.put("commitTime", 1_700_000_000_001_000L);
        change.put("before", row(before));
        change.put("after", row(after));
        return new KafkaRecord("inv.inventory." + table, 0, offset++, 0, null, bytes(change), List.of());
    }

    private GenericRecord row(Object[] values) {
        if (values == null) {
            return null;
        }
        Schema row = avro.getField("before").schema().getTypes().get(1);
        Schema union = row.getField("c0").schema();
        GenericRecord record = new GenericData.Record(row);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (SourceColumn.UNCHANGED.equals(value)) {
                value = new GenericData.Record(union.getTypes().get(CompactFormat.UNCHANGED));
            } else if (value instanceof Omitted omitted) {
                GenericRecord size = new GenericData.Record(union.getTypes().get(CompactFormat.OMITTED));
                size.put("bytes", omitted.bytes());
                value = size;
            }
            record.put("c" + i, value);
        }
        return record;
    }

    private byte[] bytes(GenericRecord change) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            out.write(CompactFormat.FORMAT);
            out.write(ByteBuffer.allocate(8).putLong(fingerprint()).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(avro).write(change, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
