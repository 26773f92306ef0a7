package io.cdcpipeline.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.testing.CompactTopic;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactEventsTest {

    private static final TableId ID = new TableId("inventory", "t");

    private final CompactTopic topic = new CompactTopic(
            "t",
            List.of(column("id", "int4", 1, true), column("note", "text", 0, false), column("n", "int8", 0, false)));
    private final EventDecoder decoder = new EventDecoder(
            "unused", fingerprint -> fingerprint == topic.fingerprint() ? topic.schema() : null, TypePolicies.DEFAULT);

    @Test
    void anInsertIsReadWhole() throws UnreadableRecord {
        Change change = decode(topic.record("c", "no", null, new Object[] {"7", "héllo", null}));

        assertThat(change.table()).isEqualTo(ID);
        assertThat(change.operation()).isEqualTo(Operation.CREATE);
        assertThat(change.shape().table().simpleString()).isEqualTo("struct<id:int,note:string,n:bigint>");
        UnsafeRow row = row(change.row());
        assertThat(row.getInt(RowShape.LEAD)).isEqualTo(7);
        assertThat(row.getUTF8String(RowShape.LEAD + 1)).hasToString("héllo");
        assertThat(row.isNullAt(RowShape.LEAD + 2)).isTrue();
        assertThat(change.position())
                .isEqualTo(new SourcePosition(
                        new LogPosition(5_000, 1_010, 3), 1_700_000_000_001_000L, 701, SnapshotMarker.NONE));
    }

    /** A topic holds both when the format of a pipeline is changed. */
    @Test
    void itSaysWhatTheSameEventInJsonSays() throws UnreadableRecord {
        TextTopic json =
                new TextTopic("t").key("id", "int4").column("note", "text").column("n", "int8");

        Change compact = decode(topic.record("u", "no", null, new Object[] {"7", SourceColumn.UNCHANGED, "1"}));
        Change same = decode(json.update(null, "7", SourceColumn.UNCHANGED, "1"));

        assertThat(compact.row()).isEqualTo(same.row());
        assertThat(compact.key()).isEqualTo(same.key());
        assertThat(compact.partial()).isTrue();
        assertThat(compact.shape()).isEqualTo(same.shape());
    }

    @Test
    void aSnapshotsRowSaysSo() throws UnreadableRecord {
        Object[] row = {"1", null, null};

        assertThat(decode(topic.record("r", "first", null, row)).position().snapshot())
                .isEqualTo(SnapshotMarker.FIRST);
        assertThat(decode(topic.record("r", "yes", null, row)).position().snapshot())
                .isEqualTo(SnapshotMarker.OTHER);
        assertThat(decode(topic.record("r", "yes", null, row)).operation()).isEqualTo(Operation.READ);
    }

    @Test
    void aDeleteHasItsKeyOnly() throws UnreadableRecord {
        Change change = decode(topic.record("d", "no", new Object[] {"7", "gone", "1"}, null));

        assertThat(row(change.row()).getInt(RowShape.LEAD)).isEqualTo(7);
        assertThat(row(change.row()).isNullAt(RowShape.LEAD + 1)).isTrue();
        assertThat(change.move()).isNull();
    }

    @Test
    void aTruncateHasNoRow() throws UnreadableRecord {
        assertThat(decode(topic.record("t", "no", null, null)).operation()).isEqualTo(Operation.TRUNCATE);
    }

    @Test
    void aRowThatWasTooLargeNamesTableKeyAndColumn() {
        Object[] row = {"7", new CompactTopic.Omitted(17_825_792), "1"};

        assertThatThrownBy(() -> decode(topic.record("c", "no", null, row)))
                .hasMessage("the row with id = 7 is too large for a message of Kafka: column 'note' has 17825792 bytes")
                .asInstanceOf(type(UnreadableRecord.class))
                .satisfies(e -> assertThat(e.table()).isEqualTo(ID));
    }

    @Test
    void ofARowBeforeThatWasTooLargeTheKeyCounts() throws UnreadableRecord {
        Object[] before = {"7", new CompactTopic.Omitted(17_825_792), "1"};

        assertThat(row(decode(topic.record("d", "no", before, null)).row()).getInt(RowShape.LEAD))
                .isEqualTo(7);
    }

    @Test
    void aSchemaThatIsGoneIsSaid() {
        CompactTopic other = new CompactTopic("u", List.of(column("id", "int4", 1, true)));

        assertThatThrownBy(() -> decode(other.record("c", "no", null, new Object[] {"1"})))
                .hasMessageContaining("is not in the topic of schemas beside inv.inventory.u");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40})
    void anEventThatIsCutIsUnreadableAndNothingElse(int length) throws UnreadableRecord {
        KafkaRecord whole = topic.record("c", "no", null, new Object[] {"7", "a longer text than that", "1"});
        byte[] cut = Arrays.copyOf(whole.value(), length);

        assertThatThrownBy(() -> decode(new KafkaRecord(whole.topic(), 0, 0, 0, null, cut, List.of())))
                .isInstanceOf(UnreadableRecord.class);
        assertThat(decode(whole).row()).isNotNull();
    }

    private static SourceColumn column(String name, String type, int key, boolean identity) {
        return new SourceColumn(name, SourceType.base(type, -1), key, false, identity, null, false, null, null, 0);
    }

    private Change decode(KafkaRecord message) throws UnreadableRecord {
        return decoder.decode(message, table -> null);
    }

    private static UnsafeRow row(byte[] bytes) {
        UnsafeRow row = new UnsafeRow(RowShape.LEAD + 3);
        row.pointTo(bytes, bytes.length);
        return row;
    }
}
