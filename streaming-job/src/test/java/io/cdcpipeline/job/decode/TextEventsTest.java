package io.cdcpipeline.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Events whose values are texts that PostgreSQL printed. */
class TextEventsTest {

    private final EventDecoder decoder = new EventDecoder("unused", fingerprint -> null, TypePolicies.DEFAULT);
    private final TextTopic t =
            new TextTopic("t").key("id", "int4").column("note", "text").column("n", "int8");
    private StructType lake;

    @Test
    void anInsertIsReadWhole() throws UnreadableRecord {
        Change change = decode(t.insert("7", "héllo", null));

        assertThat(change.table()).isEqualTo(new TableId("inventory", "t"));
        assertThat(change.operation()).isEqualTo(Operation.CREATE);
        assertThat(change.shape().table().simpleString()).isEqualTo("struct<id:int,note:string,n:bigint>");
        assertThat(change.shape().key()).containsExactly("id");
        UnsafeRow row = row(change.row());
        assertThat(row.getInt(RowShape.LEAD)).isEqualTo(7);
        assertThat(row.getUTF8String(RowShape.LEAD + 1)).hasToString("héllo");
        assertThat(row.isNullAt(RowShape.LEAD + 2)).isTrue();
        assertThat(change.partial()).isFalse();
    }

    @Test
    void itsPlaceIsItsTransactionsCommitAndItsOrderInIt() throws UnreadableRecord {
        assertThat(decode(t.insert("7", "a", "1")).position())
                .isEqualTo(new SourcePosition(
                        new LogPosition(5_000, 1_010, 3), 1_700_000_000_001_000L, 701, SnapshotMarker.NONE));
    }

    @Test
    void anUnchangedLargeValueIsKept() throws UnreadableRecord {
        Change change = decode(t.update(null, "7", SourceColumn.UNCHANGED, "1"));

        assertThat(change.partial()).isTrue();
        assertThat(row(change.row()).getUTF8String(1)).hasToString("010");
    }

    @Test
    void aDeleteHasItsKeyOnly() throws UnreadableRecord {
        Change change = decode(t.delete("7", "gone", "1"));

        assertThat(change.operation()).isEqualTo(Operation.DELETE);
        assertThat(row(change.row()).getInt(RowShape.LEAD)).isEqualTo(7);
        assertThat(row(change.row()).isNullAt(RowShape.LEAD + 1)).isTrue();
        assertThat(change.key()).isEqualTo(decode(t.insert("7", "a", "1")).key());
    }

    @Test
    void aDeleteWithoutAKeySaysWhy() {
        assertThatThrownBy(() -> decode(t.delete((String[]) null)))
                .hasMessage("a delete without the key of its row: the table's REPLICA IDENTITY is NOTHING")
                .asInstanceOf(type(UnreadableRecord.class))
                .satisfies(e -> assertThat(e.table()).isEqualTo(new TableId("inventory", "t")));
    }

    @Test
    void aRowThatDidNotFitIntoAMessageNamesKeyAndColumn() {
        assertThatThrownBy(() -> decode(t.insert("7", SourceColumn.UNCHANGED + "17825792", "1")))
                .hasMessageStartingWith("the row with id = 7 is too large for a message of Kafka: column")
                .hasMessageEndingWith("has 17825792 bytes");
    }

    @Test
    void aChangeOfKeySaysWhereTheRowGoesOn() throws UnreadableRecord {
        Change change = decode(t.leave(Map.of("id", "8"), "7", null, null));

        UnsafeRow moved = row(change.move().row());
        assertThat(moved.getInt(RowShape.LEAD)).isEqualTo(8);
        assertThat(moved.getUTF8String(1)).hasToString("011");
        assertThat(row(change.row()).getInt(RowShape.LEAD)).isEqualTo(7);
        assertThat(change.move().key())
                .isEqualTo(decode(t.insert("8", "a", "1")).key());
    }

    @Test
    void theRowBeforeCountsOnlyIfTheSourceSendsAllOfIt() throws UnreadableRecord {
        String[] before = {"7", "a"};
        assertThat(decode(t.update(new String[] {"7", "a", "1"}, "7", "b", "2")).before())
                .isNull();
        TextTopic full = new TextTopic("full").key("id", "int4");
        full.column(new SourceColumn("note", SourceType.base("text", -1), 0, false, true, null, false, null, null, 0));
        assertThat(decode(full.update(before, "7", "b")).before()).isNotNull();
    }

    @Test
    void aTruncateHasNoRow() throws UnreadableRecord {
        Change change = decode(t.truncate());

        assertThat(change.operation()).isEqualTo(Operation.TRUNCATE);
        assertThat(change.row()).isNull();
    }

    @Test
    void aTableWithoutAKeyIsReadAllTheSame() throws UnreadableRecord {
        TextTopic keyless = new TextTopic("keyless").column("a", "text");

        assertThat(decode(keyless.insert("x")).key()).isNull();
        assertThat(decode(keyless.delete("x")).key()).isNull();
    }

    @Test
    void aColumnThatIsComputedDoesNotExist() throws UnreadableRecord {
        TextTopic item = new TextTopic("item").key("id", "int4");
        item.column(new SourceColumn("gross", SourceType.base("int4", -1), 0, false, false, null, true, null, null, 0));

        assertThat(decode(item.insert("1", "12")).shape().table().simpleString())
                .isEqualTo("struct<id:int>");
    }

    /** Of two such columns a snapshot has one: the table must not pass for whole. */
    @Test
    void aColumnBesideOneThatDiffersByCaseOnlyIsRefusedByTheLake() throws UnreadableRecord {
        TextTopic cased = new TextTopic("cased").key("id", "int4");
        cased.column(new SourceColumn("name", SourceType.base("text", -1), 0, false, false, null, false, null, null, 0)
                .beside("Name"));

        RowShape shape = decode(cased.insert("1", "a")).shape();

        assertThat(Evolution.plan(new StructType(), shape))
                .asInstanceOf(type(Evolution.Impossible.class))
                .satisfies(i -> assertThat(i.reason()).contains("'name' and 'Name' differ only by case"));
    }

    @Test
    void whatRowsHadBeforeAColumnCameIsTheSourcesOwn() throws UnreadableRecord {
        TextTopic grown = new TextTopic("grown").key("id", "int4");
        grown.column(initial("known", SourceColumn.Initial.of("5")));
        grown.column(initial("unknown", SourceColumn.Initial.UNKNOWN));
        grown.column(initial("nothing", SourceColumn.Initial.NULL));

        assertThat(decode(grown.insert("1", "1", "1", "1")).shape().columns())
                .extracting(c -> c.initial().getClass().getSimpleName())
                .containsExactly("Null", "Constant", "Unknown", "Null");
    }

    @Test
    void aColumnThatTheLakeHasAsATextStaysOne() throws UnreadableRecord {
        SourceType numbers =
                new SourceType("_int4", SourceType.Kind.ARRAY, -1, SourceType.base("int4", -1), ",", null, null);
        TextTopic old = new TextTopic("old").key("id", "int4");
        old.column(new SourceColumn("a", numbers, 0, false, false, null, false, null, null, 0));
        assertThat(decode(old.insert("1", "{1}")).shape().table().simpleString())
                .isEqualTo("struct<id:int,a:array<int>>");

        lake = new StructType().add("id", DataTypes.IntegerType).add("a", DataTypes.StringType);

        Change change = decode(old.insert("1", "{1}"));
        assertThat(change.shape().table().simpleString()).isEqualTo("struct<id:int,a:string>");
        assertThat(row(change.row()).getUTF8String(RowShape.LEAD + 1)).hasToString("[1]");
    }

    @Test
    void whatCannotBeReadSaysWhyAndDoesNotSpoilTheNext() throws UnreadableRecord {
        assertThatThrownBy(() -> decode(t.insert("x", "a", "1")))
                .hasMessageStartingWith("column 'id': 'x' is not a whole number")
                .asInstanceOf(type(UnreadableRecord.class))
                .satisfies(e -> assertThat(e.table()).isEqualTo(new TableId("inventory", "t")));
        assertThat(decode(t.insert("2", "b", "1")).row()).isNotNull();
    }

    private static SourceColumn initial(String name, SourceColumn.Initial initial) {
        return new SourceColumn(name, SourceType.base("int4", -1), 0, false, false, initial, false, null, null, 0);
    }

    private Change decode(KafkaRecord message) throws UnreadableRecord {
        return decoder.decode(message, table -> lake);
    }

    private static UnsafeRow row(byte[] bytes) {
        UnsafeRow row = new UnsafeRow(RowShape.LEAD + 3);
        row.pointTo(bytes, bytes.length);
        return row;
    }
}
