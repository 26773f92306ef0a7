package io.cdcpipeline.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.testing.SourceLog;
import io.cdcpipeline.job.testing.SourceTable;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.junit.jupiter.api.Test;

class EventDecoderTest {

    private final EventDecoder decoder =
            new EventDecoder(SourceTable.PLACEHOLDER, fingerprint -> null, TypePolicies.DEFAULT);
    private final SourceTable t = new SourceTable(new SourceLog().commit(), "sales dept", "Orders")
            .column("id", "int32")
            .column("note", "string")
            .key("id");

    @Test
    void anInsertIsReadWhole() throws UnreadableRecord {
        Change change = decode(t.insert(7, "héllo"));
        assertThat(change.table()).isEqualTo(new TableId("sales dept", "Orders"));
        assertThat(change.operation()).isEqualTo(Operation.CREATE);
        assertThat(change.shape().table().simpleString()).isEqualTo("struct<id:int,note:string>");
        assertThat(change.shape().key()).containsExactly("id");
        UnsafeRow row = row(change);
        assertThat(row.getInt(RowShape.LEAD)).isEqualTo(7);
        assertThat(row.getUTF8String(RowShape.LEAD + 1)).hasToString("héllo");
        assertThat(change.partial()).isFalse();
        assertThat(change.position())
                .isEqualTo(new SourcePosition(
                        new LogPosition(1_000, 1_010, -1), 1_700_000_000_001_000L, 701, SnapshotMarker.NONE));
    }

    @Test
    void aDeleteHasItsKeyOnly() throws UnreadableRecord {
        Change change = decode(t.delete(7));
        assertThat(change.operation()).isEqualTo(Operation.DELETE);
        assertThat(row(change).getInt(RowShape.LEAD)).isEqualTo(7);
        assertThat(row(change).isNullAt(RowShape.LEAD + 1)).isTrue();
    }

    @Test
    void aTombstoneIsNothing() throws UnreadableRecord {
        assertThat(decode(t.tombstone(7))).isNull();
    }

    @Test
    void aTruncateHasNoKey() throws UnreadableRecord {
        Change change = decode(t.truncate());
        assertThat(change.operation()).isEqualTo(Operation.TRUNCATE);
        assertThat(change.key()).isEmpty();
        assertThat(change.row()).isNull();
    }

    @Test
    void rowsOfOneShapeShareIt() throws UnreadableRecord {
        RowShape first = decode(t.insert(1, "a")).shape();
        assertThat(decode(t.update(2, "b")).shape()).isSameAs(first);
        assertThat(decode(t.column("more", "int64").insert(3, "c", 4)).shape().sameAs(first))
                .isFalse();
    }

    @Test
    void aSnapshotRowSaysWhichSnapshot() throws UnreadableRecord {
        assertThat(decode(t.snapshot("first", 1, "a")).position().snapshot()).isEqualTo(SnapshotMarker.FIRST);
        assertThat(decode(t.snapshot("last_in_data_collection", 1, "a"))
                        .position()
                        .snapshotId())
                .isEqualTo("1000:701");
        assertThat(decode(t.snapshot("incremental", 1, "a")).position().isSnapshot())
                .isFalse();
    }

    @Test
    void aChangeOfKeySaysWhereTheRowGoesOn() throws UnreadableRecord {
        Change change = decode(t.leave(List.of(1), List.of(2)));
        UnsafeRow moved = new UnsafeRow(4);
        moved.pointTo(change.move().row(), change.move().row().length);
        assertThat(moved.getInt(RowShape.LEAD)).isEqualTo(2);
        assertThat(moved.getUTF8String(1)).hasToString("01");
        assertThat(row(change).getInt(RowShape.LEAD)).isEqualTo(1);
    }

    @Test
    void aTableWithoutAKeyIsReadAllTheSame() throws UnreadableRecord {
        SourceTable keyless = SourceTable.of("keyless").column("a", "string");
        assertThat(decode(keyless.insert("x")).key()).isNull();
        assertThat(decode(keyless.delete()).key()).as("a key without columns").isNull();
    }

    @Test
    void whatCannotBeReadSaysWhyAndOfWhichTable() {
        SourceTable n =
                SourceTable.of("n").column("id", "int32").numeric("price", 5, 2).key("id");
        assertThatThrownBy(() -> decode(n.insert(1, "NAN")))
                .hasMessage("column 'price': 'NAN' has no place in decimal(5,2)")
                .asInstanceOf(type(UnreadableRecord.class))
                .satisfies(e -> assertThat(e.table()).isEqualTo(new TableId("inventory", "n")));
        assertThatThrownBy(() -> decode(t.raw(null, "{\"id\":1}")))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("schemas.enable=true");
        assertThatThrownBy(() -> decode(t.raw(null, "{\"schema\":{\"type\":\"struct\"},\"payload\":{}}")))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("no row 'after'");
        assertThatThrownBy(() -> decode(t.raw(null, "\u0000\u0000\u0000\u0000\u0001avro")))
                .isInstanceOf(UnreadableRecord.class);
        assertThatThrownBy(() -> decode(t.raw(null, ""))).isInstanceOf(UnreadableRecord.class);
    }

    @Test
    void aBadRowDoesNotSpoilTheNext() throws UnreadableRecord {
        SourceTable n =
                SourceTable.of("n").column("id", "int32").numeric("price", 5, 2).key("id");
        assertThatThrownBy(() -> decode(n.insert(1, "NAN"))).isInstanceOf(UnreadableRecord.class);
        assertThat(row(decode(n.insert(2, "1.00"))).isNullAt(RowShape.LEAD + 1)).isFalse();
    }

    @Test
    void aTruncatedMessageIsUnreadable() {
        KafkaRecord whole = t.insert(1, "a");
        byte[] half = java.util.Arrays.copyOf(whole.value(), whole.value().length - 40);
        KafkaRecord cut = new KafkaRecord(whole.topic(), 0, 0, 0, whole.key(), half, List.of());
        assertThatThrownBy(() -> decode(cut)).isInstanceOf(UnreadableRecord.class);
    }

    private Change decode(KafkaRecord message) throws UnreadableRecord {
        return decoder.decode(message, table -> null);
    }

    private static UnsafeRow row(Change change) {
        UnsafeRow row = new UnsafeRow(change.shape().columns().size() + RowShape.LEAD);
        row.pointTo(change.row(), change.row().length);
        return row;
    }
}
