package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationPhase;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.control.Operations;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.TextTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Given changes that could not be applied, whatever restarts, then each is told once, until somebody sees to it or its time is over. */
class DeadLettersIT extends SourceAndLake {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String REASON = "inventory.t: 1, ";

    /** In the source {@code v} is a text; here it is a number that one event does not have. */
    private final TextTopic events = new TextTopic("t").key("id", "int4").column("v", "int4");

    private KafkaRecord[] first;
    private KafkaRecord[] second;

    @BeforeEach
    void aLetterAmongOthers() throws Exception {
        first = new KafkaRecord[] {events.insert("1", "10")};
        second = new KafkaRecord[] {events.insert("2", "twenty"), events.insert("3", "30")};
        source.run(
                "ALTER TABLE inventory.t ALTER v TYPE int USING v::int",
                "INSERT INTO inventory.t VALUES (1, 10), (2, 20), (3, 30)");
        pipeline.start(Map.of()).batch(0, first).batch(1, second);
    }

    @Test
    void aLetterIsCountedOnceWhateverRestartsAndItsTableLacksSomething() throws Exception {
        assertThat(told()).singleElement().asString().startsWith(REASON).contains("twenty");
        assertThat(pipeline.table("t").message()).contains("changes of it are in the dead-letter table");

        pipeline.batch(1, second);
        assertThat(told()).singleElement().asString().startsWith(REASON);
        Pipeline restarted = pipeline.restarted().start(Map.of());
        assertThat(told()).singleElement().asString().startsWith(REASON);
        restarted.batch(0, first).batch(1, second);

        assertThat(told()).singleElement().asString().startsWith(REASON);
        assertThat(restarted.deadLetters()).hasSize(1);
        assertThat(restarted.table("t").message()).contains("changes of it are in the dead-letter table");
        assertThat(restarted.rows("t")).containsExactly("1,10", "3,30");
    }

    @Test
    void aRetryFillsTheTableAnewAndTakesTheLetterAway() throws Exception {
        try (Operations operations = pipeline.operations()) {
            OperationStatus last = retried(operations, OperationPhase.SUCCEEDED);
            assertThat(last.result()).isEqualTo("1 dead letter made good");
        }
        assertThat(pipeline.rows("t")).containsExactly("1,10", "2,20", "3,30");
        assertThat(told()).isEmpty();
        assertThat(pipeline.table("t").message()).isNull();

        // The newer row stays, and the letter, too, is no letter again.
        pipeline.restarted().start(Map.of()).batch(1, second);
        assertThat(pipeline.rows("t")).containsExactly("1,10", "2,20", "3,30");
        assertThat(pipeline.deadLetters()).isEmpty();
    }

    @Test
    void aLetterThatTheFillHasNotSeenStays() throws Exception {
        pipeline.batch(2, events.at(1L << 50, 1L << 50, 1).transaction(LATER).insert("4", "forty"));
        try (Operations operations = pipeline.operations()) {
            assertThat(retried(operations, OperationPhase.FAILED).result())
                    .startsWith(
                            "1 dead letter made good; 1 dead letter of inventory.t may be of changes that the fill has not seen");
        }
        assertThat(pipeline.deadLetters()).singleElement().asString().contains("forty");
    }

    @Test
    void whatTheSourceHasAndNoColumnCanHoldStaysALetterAndIsSaid() throws Exception {
        source.run("ALTER TABLE inventory.t ALTER v TYPE numeric(5,2)", "INSERT INTO inventory.t VALUES (9, 'NaN')");
        try (Operations operations = pipeline.operations()) {
            assertThat(retried(operations, OperationPhase.FAILED).result())
                    .startsWith("no dead letter was made good; inventory.t is filled, and its letters stay")
                    .contains("1 rows of the source have values that have no exact place in the lake");
        }
        assertThat(pipeline.deadLetters()).hasSize(1);
    }

    @Test
    void aDroppedLetterDoesNotComeBackAndTheTableStillSaysWhatItLacks() throws Exception {
        try (Operations operations = pipeline.operations()) {
            ask(operations, OperationKind.DROP_DEAD_LETTERS, "inventory.nowhere");
            assertThat(ended(operations).result()).isEqualTo("there was no dead letter");
        }
        try (Operations operations = pipeline.operations()) {
            ask(operations, OperationKind.DROP_DEAD_LETTERS, "inventory.t");
            assertThat(ended(operations).result()).startsWith("1 dead letter removed");
        }
        assertThat(told()).isEmpty();
        Pipeline restarted =
                pipeline.restarted().start(Map.of()).batch(0, first).batch(1, second);
        assertThat(restarted.deadLetters()).isEmpty();
        assertThat(restarted.table("t").message()).contains("dead-letter table");

        restarted.batch(2, events.insert("4", "forty"));
        assertThat(told()).singleElement().asString().startsWith(REASON);
    }

    @Test
    void aLetterGoesWhenItsTimeIsOverAndNotBefore() throws Exception {
        Instant now = Instant.now();
        assertThat(letters().expire(LocalSpark.session(), now.plus(Duration.ofDays(29))))
                .isZero();
        assertThat(pipeline.deadLetters()).hasSize(1);

        assertThat(letters().expire(LocalSpark.session(), now.plus(Duration.ofDays(31))))
                .isOne();
        assertThat(told()).isEmpty();
        pipeline.batch(2, events.insert("5", "50"));
        assertThat(pipeline.rows("t")).containsExactly("1,10", "3,30", "5,50");
    }

    @Test
    void aTableThatBeginsAfterAChangeThatCouldNotBeReadSaysSo() throws Exception {
        TextTopic late = new TextTopic("late").key("id", "int4").column("v", "int4");
        pipeline.batch(2, late.insert("1", "ten")).batch(3, late.insert("2", "20"));
        assertThat(pipeline.restarted().start(Map.of()).table("late").message())
                .contains("changes from before its first row are in the dead-letter table");
    }

    @Test
    void ofAChangelogNothingIsMadeGood() throws Exception {
        try (Operations operations =
                pipeline.restarted().as(TableMode.CHANGELOG).operations()) {
            ask(operations, OperationKind.RETRY_DEAD_LETTERS);
            assertThat(ended(operations).result())
                    .startsWith("no dead letter was made good; inventory.t is a changelog");
        }
        assertThat(pipeline.deadLetters()).hasSize(1);
    }

    private DeadLetterTable letters() {
        return new DeadLetterTable(LocalSpark.config(lake, "uid-1"));
    }

    /** What the lake has of each table, {@code name: count, first reason}. */
    private List<String> told() {
        return letters().all(LocalSpark.session()).stream()
                .map(l -> l.name() + ": " + l.count() + ", " + l.reason())
                .toList();
    }

    private OperationStatus retried(Operations operations, OperationPhase phase) throws Exception {
        ask(operations, OperationKind.RETRY_DEAD_LETTERS, "inventory.t");
        await().atMost(LIMIT).until(() -> pipeline.isToBeFilled("t"));
        pipeline.recover();
        OperationStatus last = ended(operations);
        assertThat(last.phase()).as(last.result()).isEqualTo(phase);
        return last;
    }

    private static void ask(Operations operations, OperationKind kind, String... tables) throws Exception {
        operations.ask(new OperationRequest("a", kind, List.of(tables)));
    }

    private static OperationStatus ended(Operations operations) {
        return await().atMost(LIMIT).until(() -> operations.statuses().get(0), status -> status.phase()
                .hasEnded());
    }
}
