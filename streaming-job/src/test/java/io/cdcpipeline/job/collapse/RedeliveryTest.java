package io.cdcpipeline.job.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.SourceLog;
import io.cdcpipeline.job.testing.SourceTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left out because the table has it, and what must not be: by offset in Kafka and by place in the source's log. */
class RedeliveryTest {

    private final SourceTable t = table(new SourceLog());
    private final Collapsed collapsed = new Collapsed();

    @Test
    void recordsThatWereNotReadBeforeAreNotPassedOver() {
        collapsed.batch(t.insert(1, "a"));
        t.insert(2, "missed");
        assertThat(collapsed.batch(t.insert(3, "c")).lines()).isEmpty();
        assertThat(collapsed.report().tables()).containsValue(new PartitionReport.Behind(2));
    }

    @Test
    void aReplayedBatchIsLeftOutAsFarAsItWasWritten() {
        KafkaRecord[] batch = {t.insert(1, "a"), t.truncate(), t.insert(2, "b")};
        collapsed.batch(batch);
        assertThat(collapsed.batch(batch).lines()).isEmpty();
        assertThat(collapsed.report().counts().repeated()).isEqualTo(3);
    }

    @Test
    void whatTheConnectorDeliversAgainIsLeftOut() {
        SourceTable copy = table(new SourceLog());
        KafkaRecord[] first = three(t);
        collapsed.batch(first);
        three(copy); // the same changes again, with the offsets that follow
        KafkaRecord[] again = three(rewound(copy));
        assertThat(collapsed.batch(again).lines()).containsExactly("merge: PUT 3,c");
        assertThat(collapsed.report().counts().repeated()).isEqualTo(2);
    }

    @Test
    void theWholeLastTransactionThatTheConnectorDeliversAgainIsLeftOut() {
        SourceTable copy = table(new SourceLog());
        collapsed.batch(t.leave(List.of(1), List.of(2)), t.arrive(List.of(1), 2, "a"), t.insert(1, "another"));
        copy.leave(List.of(1), List.of(2));
        copy.arrive(List.of(1), 2, "a");
        copy.insert(1, "another");
        SourceTable again = rewound(copy);
        assertThat(collapsed
                        .batch(
                                again.leave(List.of(1), List.of(2)),
                                again.arrive(List.of(1), 2, "a"),
                                again.insert(1, "another"))
                        .lines())
                .containsExactly("merge: PUT 1,another");
        assertThat(collapsed.report().counts().repeated()).isEqualTo(2);
    }

    @Test
    void aSourceThatWentBackInItsLogWhileTimeWentOnFailsTheTable() {
        t.log().commit();
        collapsed.batch(t.insert(1, "a"));
        t.log().commit().back(500).commit();
        assertThat(collapsed.batch(t.insert(2, "b")).lines()).isEmpty();
        assertThat(collapsed.failure()).contains("another server").contains("a fill of the table mends that");
        assertThat(collapsed.report().counts().repeated()).isZero();
    }

    @Test
    void rowsOfASnapshotThatTheTableHasAreLeftOutWhateverTheCheckpointSays() {
        KafkaRecord one = t.read(1, "a");
        KafkaRecord two = t.read(2, "b");
        collapsed.batch(one, two, t.update(1, "A"), t.delete(2));
        assertThat(collapsed.batch(one, two).lines()).isEmpty();
        assertThat(collapsed.report().counts().repeated()).isEqualTo(2);
    }

    private static KafkaRecord[] three(SourceTable table) {
        KafkaRecord one = table.insert(1, "a");
        table.log().commit();
        KafkaRecord two = table.insert(2, "b");
        table.log().commit();
        return new KafkaRecord[] {one, two, table.insert(3, "c")};
    }

    /** Another connector task's view of the same log, from its start. */
    private static SourceTable rewound(SourceTable table) {
        SourceLog log = new SourceLog();
        log.offsetsOf(table.log());
        return table(log);
    }

    private static SourceTable table(SourceLog log) {
        return new SourceTable(log, "inventory", "t")
                .column("id", "int32")
                .column("name", "string")
                .key("id");
    }
}
