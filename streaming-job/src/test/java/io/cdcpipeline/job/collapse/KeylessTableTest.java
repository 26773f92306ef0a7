package io.cdcpipeline.job.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.SourceLog;
import io.cdcpipeline.job.testing.SourceTable;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a table that has no key: its rows are counted. */
class KeylessTableTest {

    private final TextTopic log = topic().full();
    private final Collapsed collapsed = new Collapsed();

    private static TextTopic topic() {
        return new TextTopic("log").column("a", "int4").column("b", "text");
    }

    @Test
    void equalRowsAreAllThere() {
        assertThat(collapsed
                        .batch(log.insert("1", "x"), log.insert("1", "x"), log.insert(null, null))
                        .lines())
                .containsExactly("append: PUT 1,x; PUT 1,x; PUT null,null");
        assertThat(collapsed.state().keyless()).isTrue();
    }

    @Test
    void aChangeOfARowTakesOneCopyAndAddsAnother() {
        collapsed.batch(log.insert("1", "x"), log.insert("1", "x"));
        assertThat(collapsed
                        .batch(log.update(row("1", "x"), "1", "y"), log.delete("1", "x"))
                        .lines())
                .containsExactly("merge: REMOVE 1,x; REMOVE 1,x; PUT 1,y");
    }

    @Test
    void whatComesAndGoesInOneBatchIsNeither() {
        collapsed.batch(log.insert("1", "x"));
        assertThat(collapsed
                        .batch(
                                log.insert("2", "y"),
                                log.update(row("2", "y"), "2", "z"),
                                log.delete("2", "z"),
                                log.insert("3", "w"))
                        .lines())
                .containsExactly("append: PUT 3,w");
    }

    @Test
    void aLargeValueThatDidNotChangeIsTheOneOfTheRowBefore() {
        collapsed.batch(log.insert("1", "large"));
        KafkaRecord changed = log.update(row("1", "large"), "2", SourceColumn.UNCHANGED);
        assertThat(collapsed.batch(changed, log.delete("2", "large")).lines()).containsExactly("merge: REMOVE 1,large");
    }

    @Test
    void aTruncateTakesAllCopies() {
        collapsed.batch(log.insert("1", "x"), log.insert("1", "x"));
        assertThat(collapsed.batch(log.truncate(), log.insert("1", "x")).lines())
                .containsExactly("clear append: PUT 1,x");
    }

    @Test
    void ofAnEmptyTableNothingCanGo() {
        collapsed.batch(log.insert("1", "x"), log.delete("2", "y"));
        assertThat(collapsed.lines()).containsExactly("append: PUT 1,x");
        assertThat(collapsed.state().incomplete())
                .contains("it lacked 1 of the rows that the source took away")
                .contains("a fill of the table mends that");
    }

    @Test
    void changesOfOneRecordOfTheLogAreToldApartWhenTheyAreDeliveredAgain() {
        collapsed.batch(
                log.at(90, 50, 1).insert("1", "x"),
                log.at(90, 50, 2).insert("1", "x"),
                log.at(90, 50, 3).insert("1", "x"));
        assertThat(collapsed
                        .batch(
                                log.at(90, 50, 2).insert("1", "x"),
                                log.at(90, 50, 3).insert("1", "x"),
                                log.at(90, 50, 4).insert("1", "x"),
                                log.at(95, 45, 1).insert("2", "y"))
                        .lines())
                .containsExactly("append: PUT 1,x; PUT 2,y");
        assertThat(collapsed.report().counts().repeated()).isEqualTo(2);
    }

    @Test
    void aTransactionThatIsDeliveredAgainAsAWholeChangesNothing() {
        KafkaRecord[] once = {
            log.at(90, 50, 1).insert("1", "x"), log.at(90, 60, 2).insert("1", "x")
        };
        collapsed.batch(once);
        assertThat(collapsed
                        .batch(
                                log.at(90, 50, 1).insert("1", "x"),
                                log.at(90, 60, 2).insert("1", "x"))
                        .lines())
                .isEmpty();
        assertThat(collapsed.report().counts().repeated()).isEqualTo(2);
    }

    @Test
    void withoutReplicaIdentityRowsAreAppended() {
        TextTopic appended = topic();
        assertThat(collapsed
                        .batch(appended.insert("1", "x"), appended.insert("1", "x"))
                        .lines())
                .containsExactly("append: PUT 1,x; PUT 1,x");
    }

    @Test
    void aChangeThatDoesNotTellItsRowIsKeptRaw() {
        TextTopic appended = topic();
        collapsed.batch(appended.insert("1", "x"));
        collapsed.batch(appended.delete("1", "x"), appended.update(row("1", "x"), "1", "y"));
        assertThat(collapsed.lines()).containsExactly("append:");
        assertThat(collapsed.deadLetters()).hasSize(2).allSatisfy(l -> assertThat(l)
                .contains("its REPLICA IDENTITY is not FULL"));
        assertThat(collapsed.state().incomplete()).contains("changes of it are in the dead-letter table");
    }

    @Test
    void rowsOfASnapshotAndEventsOfTheFirstVersionAreKeptRaw() {
        SourceTable typed = new SourceTable(new SourceLog(), "inventory", "old").column("a", "string");
        assertThat(collapsed
                        .batch(log.read("1", "x"), typed.insert("x"), typed.update("y"))
                        .lines())
                .isEmpty();
        assertThat(collapsed.deadLetters())
                .hasSize(3)
                .allSatisfy(l -> assertThat(l).contains("has no primary key").contains("comes twice"));
    }

    @Test
    void whatCameBeforeTheFirstRowThatIsAppliedIsLacking() {
        collapsed.batch(log.read("1", "x"));
        assertThat(collapsed.batch(log.insert("2", "y")).state().incomplete())
                .startsWith("it may have had rows before");
    }

    @Test
    void aRowBeforeThatCannotBeReadIsKeptRaw() {
        collapsed.batch(log.insert("1", "x"));
        assertThat(collapsed.batch(log.delete("no number", "x")).lines()).containsExactly("append:");
        assertThat(collapsed.deadLetters()).singleElement().asString().contains("no number");
        assertThat(collapsed.state().incomplete()).contains("dead-letter table");
    }

    @Test
    void manyRowsAreCutAsTheyComeNotAsTheyDiffer() {
        collapsed.segmentBytes(1_000);
        KafkaRecord[] many =
                Stream.generate(() -> log.insert("1", "x".repeat(80))).limit(40).toArray(KafkaRecord[]::new);
        assertThat(collapsed.batch(many).segments()).hasSizeGreaterThan(3).allSatisfy(s -> assertThat(s.append())
                .isTrue());
    }

    @Test
    void changesByAKeyOfATableThatHadNoneMayBeFromBeforeIt() {
        collapsed.batch(log.insert("1", "x"), log.insert("1", "x"));
        TextTopic keyed =
                new TextTopic("log").key("a", "int4").column("b", "text").full();
        keyed.at(6_000, 9_000, 1).insert("0", "an offset that is there already");
        keyed.insert("0", "another");
        assertThat(collapsed.batch(keyed.insert("2", "y")).state().incomplete()).isNull();
        assertThat(collapsed.batch(keyed.delete("1", "x")).state().incomplete()).contains("it has got a key");
    }

    @Test
    void changesByAKeyThatTheLogItselfTellsAreTrusted() {
        collapsed.batch(log.insert("1", "x"));
        TextTopic keyed = new TextTopic("log").key("a", "int4").column("b", "text");
        keyed.at(6_000, 9_000, 1).insert("0", "an offset that is there already");
        assertThat(collapsed.batch(keyed.delete("1", null)).lines()).containsExactly("merge: REMOVE 1,null");
        assertThat(collapsed.state().incomplete()).isNull();
    }

    private static String[] row(String... values) {
        return values;
    }
}
