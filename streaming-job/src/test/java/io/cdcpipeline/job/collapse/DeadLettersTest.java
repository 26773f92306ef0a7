package io.cdcpipeline.job.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.state.FilledAt;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.testing.SourceTable;
import io.cdcpipeline.job.testing.TextTopic;
import org.junit.jupiter.api.Test;

/** Given a change that cannot be read, when its table goes on without it, then the table says that it lacks something. */
class DeadLettersTest {

    private final TextTopic t = new TextTopic("t").key("id", "int4").column("n", "int4");
    private final Collapsed collapsed = new Collapsed();

    @Test
    void theTableLacksSomethingFromThenOnThoughNoRowOfTheBatchWasTaken() {
        collapsed.batch(t.insert("1", "5"));
        assertThat(collapsed.batch(t.insert("2", "five")).segments()).hasSize(1);
        assertThat(collapsed.state().incomplete())
                .contains("changes of it are in the dead-letter table")
                .contains("a fill of the table mends that");
        assertThat(collapsed.deadLetters()).singleElement().asString().contains("inventory.t", "five");
    }

    @Test
    void aLetterTellsTheRowWhatWasDoneToItAndWhere() {
        collapsed.batch(t.insert("1", "5"));
        collapsed.batch(t.at(7_000, 6_990, 1).update(null, "1", "five"));
        assertThat(collapsed.deadLetters())
                .singleElement()
                .asString()
                .contains(",update,id = 1,7000,6990,701,")
                .contains("inventory.t");
    }

    @Test
    void whatIsReadAgainIsNoSecondLetterAndTakesNothingFromATableThatWasFilledSince() {
        collapsed.batch(t.insert("1", "5"));
        KafkaRecord unreadable = t.at(7_000, 6_990, 1).insert("2", "five");
        collapsed.batch(unreadable);
        TableContext table = collapsed.known("t");
        collapsed.knows(table.with(filled(table)));

        assertThat(collapsed.batch(unreadable).deadLetters()).isEmpty();
        assertThat(collapsed.lines()).isEmpty();
        assertThat(collapsed.report().counts().repeated()).isOne();
    }

    private static TableState filled(TableContext table) {
        return table.state()
                .filled(
                        new FilledAt("800:800:", 8_000, 8_001),
                        new TableState.Filled(1, false, TableMode.MIRROR, null),
                        null);
    }

    @Test
    void whatTheConnectorDeliversAgainIsNoSecondLetter() {
        collapsed.batch(t.insert("1", "5"));
        collapsed.batch(t.at(7_000, 6_990, 1).insert("2", "five"));
        assertThat(collapsed.batch(t.at(7_000, 6_990, 1).insert("2", "five")).deadLetters())
                .isEmpty();
        assertThat(collapsed.report().counts().repeated()).isOne();
    }

    @Test
    void whatAFillHasSeenIsNoLetter() {
        collapsed.batch(t.insert("1", "5"));
        TableContext table = collapsed.known("t");
        collapsed.knows(table.with(filled(table)));

        assertThat(collapsed.batch(t.at(7_500, 7_490, 1).insert("2", "five")).deadLetters())
                .isEmpty();
        assertThat(collapsed
                        .batch(t.at(9_000, 8_990, 1).transaction(900).insert("3", "six"))
                        .deadLetters())
                .hasSize(1);
    }

    @Test
    void aSnapshotWhoseFirstRowCannotBeReadEmptiesTheTableAllTheSame() {
        collapsed.batch(t.insert("1", "5"));
        collapsed.batch(t.at(90_000, 90_000, 0).snapshot("2", "five"));
        assertThat(collapsed.lines()).containsExactly("clear append:");
        assertThat(collapsed.state().incomplete()).contains("dead-letter table");
        assertThat(collapsed
                        .batch(t.at(90_000, 90_000, 0).snapshot("3", "7"))
                        .state()
                        .incomplete())
                .contains("dead-letter table");
    }

    @Test
    void theFirstChangeOfATableThatWasMadeAgainIsNotForgottenWithTheSecond() {
        collapsed.batch(t.of(new SourceRelation(1, true)).insert("1", "5"));
        collapsed.batch(t.of(new SourceRelation(2, true)).insert("2", "five"));
        assertThat(collapsed.batch(t.insert("3", "7")).lines()).containsExactly("clear append: PUT 3,7");
        assertThat(collapsed.state().incomplete()).contains("dead-letter table");
    }

    @Test
    void whatDoesNotEvenTellItsTableIsThatOfTheTopicsOnlyOne() {
        SourceTable old = SourceTable.of("old").column("id", "int32").key("id");
        collapsed.batch(old.insert(1));
        collapsed.batch(old.raw(null, "no json at all"));
        assertThat(collapsed.deadLetters()).singleElement().asString().contains("inventory.old");
        assertThat(collapsed.state().incomplete()).contains("dead-letter table");
    }

    @Test
    void whatCannotBeReadOfAFailedTableStaysInKafka() {
        SourceTable failed = SourceTable.of("failed")
                .column("id", "int32")
                .column("v", "string")
                .key("id");
        collapsed.batch(failed.insert(1, "a"));
        KafkaRecord failing = failed.retype("v", "int32:io.debezium.time.Date").insert(2, 19000);
        assertThat(collapsed.batch(failing, failed.raw(null, "no json")).deadLetters())
                .isEmpty();
        assertThat(collapsed.failure()).isNotNull();
    }
}
