package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.contract.event.CompactFormat;
import io.cdcpipeline.contract.event.CompactSchema;
import io.cdcpipeline.contract.event.SourceColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** What is written is read with Avro's own library: anybody's can. */
class CompactConverterTest {

    private final CustomersTopic topic = new CustomersTopic();
    private final CompactConverter converter = new CompactConverter();

    @Test
    void anEventIsAvroBehindItsSchemasFingerprint() throws IOException {
        GenericRecord event = read(topic.event("c", null, topic.row("7", "Zürich 🦜")));

        assertThat(event.get("op")).hasToString("c");
        assertThat(event.get("snapshot")).hasToString("no");
        assertThat(event.get("commitLsn")).isEqualTo(5_000L);
        assertThat(event.get("lsn")).isEqualTo(1_010L);
        assertThat(event.get("order")).isEqualTo(3L);
        assertThat(event.get("xid")).isEqualTo(701L);
        assertThat(event.get("commitTime")).isEqualTo(1_700_000_000_001_000L);
        assertThat(event.get("before")).isNull();
        GenericRecord after = (GenericRecord) event.get("after");
        assertThat(after.get("c0")).hasToString("7");
        assertThat(after.get("c1")).hasToString("Zürich 🦜");
    }

    @Test
    void nullEmptyAndUnchangedAreThreeThings() throws IOException {
        GenericRecord event = read(topic.update(topic.row("", null), topic.row("7", SourceColumn.UNCHANGED)));

        GenericRecord before = (GenericRecord) event.get("before");
        assertThat(before.get("c0")).hasToString("");
        assertThat(before.get("c1")).isNull();
        assertThat(((GenericRecord) ((GenericRecord) event.get("after")).get("c1"))
                        .getSchema()
                        .getName())
                .isEqualTo("Unchanged");
    }

    @Test
    void aTruncateHasNoRow() throws IOException {
        GenericRecord event = read(topic.event("t", null, null));

        assertThat(event.get("op")).hasToString("t");
        assertThat(event.get("after")).isNull();
    }

    @Test
    void anEventThatIsTooLargeKeepsItsKeyAndSaysHowLargeTheRestIs() throws IOException {
        converter.configure(Map.of(EventLimit.OPTION, 1024 * 1024), false);

        GenericRecord small = (GenericRecord) read(topic.event("c", null, topic.row("1", "x".repeat(900_000))))
                .get("after");
        GenericRecord large = (GenericRecord) read(topic.event("c", null, topic.row("2", "ü".repeat(600_000))))
                .get("after");

        assertThat(small.get("c1").toString()).hasSize(900_000);
        assertThat(large.get("c0")).hasToString("2");
        GenericRecord omitted = (GenericRecord) large.get("c1");
        assertThat(omitted.getSchema().getName()).isEqualTo("Omitted");
        assertThat(omitted.get("bytes")).isEqualTo(1_200_000L);
    }

    @Test
    void whatIsNoChangeIsJsonAndATextIsItself() {
        converter.configure(Map.of(), false);
        org.apache.kafka.connect.data.Schema heartbeat = SchemaBuilder.struct()
                .field("ts_ms", org.apache.kafka.connect.data.Schema.INT64_SCHEMA)
                .build();

        assertThat(converter.fromConnectData("t", heartbeat, new Struct(heartbeat).put("ts_ms", 5L)))
                .isEqualTo("{\"ts_ms\":5}".getBytes(StandardCharsets.UTF_8));
        assertThat(converter.fromConnectData("t", org.apache.kafka.connect.data.Schema.STRING_SCHEMA, "a schema"))
                .isEqualTo("a schema".getBytes(StandardCharsets.UTF_8));
        assertThat(converter.fromConnectData("t", null, null)).isNull();
        assertThatThrownBy(() -> converter.toConnectData("t", new byte[0])).hasMessageContaining("docs/events.md");
    }

    private GenericRecord read(Struct event) throws IOException {
        byte[] bytes = converter.fromConnectData("t", topic.schema, event);
        String text = new EventSchemas().of(topic.schema, event).text();
        assertThat(bytes[0]).isEqualTo(CompactFormat.FORMAT);
        assertThat(ByteBuffer.wrap(bytes, 1, 8).getLong()).isEqualTo(CompactSchema.fingerprint(text));
        Schema schema = new Schema.Parser().parse(text);
        int header = CompactFormat.HEADER;
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, header, bytes.length - header, null);
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return record;
    }
}
