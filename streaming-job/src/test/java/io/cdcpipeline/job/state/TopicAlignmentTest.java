package io.cdcpipeline.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.decode.LogPosition;
import io.cdcpipeline.job.transport.TopicInfo;
import org.junit.jupiter.api.Test;

class TopicAlignmentTest {

    private static final String TOPIC = "inv.inventory.t";

    private final TableState state = new TableState(
            1,
            1,
            "",
            false,
            null,
            0,
            0,
            new AppliedPosition(TOPIC, "id-1", 7, new LogPosition(90, 95, -1), 1_000),
            null,
            null,
            0,
            false,
            false,
            null,
            null,
            false);

    @Test
    void aTableGoesOnWhereItIs() {
        assertThat(TopicAlignment.align(state, TOPIC, new TopicInfo("id-1", 1, 5, 20)))
                .isEqualTo(state);
    }

    @Test
    void aTableThatIsNewBeginsAtTheBeginning() {
        TableState begun = TopicAlignment.align(TableState.FRESH, TOPIC, new TopicInfo("id-1", 1, 0, 20));
        assertThat(begun.position().topicId()).isEqualTo("id-1");
        assertThat(begun.incomplete()).isNull();
    }

    @Test
    void whatExpiredBeforeItWasAppliedIsSaid() {
        TableState aligned = TopicAlignment.align(state, TOPIC, new TopicInfo("id-1", 1, 12, 20));
        assertThat(aligned.incomplete())
                .contains("from offset 7 to 11 expired")
                .contains("a fill of the table mends that");
        assertThat(aligned.position().next()).isEqualTo(12);
    }

    @Test
    void aTopicMadeAnewIsReadFromItsBeginningAndTheLossIsSaid() {
        TableState aligned = TopicAlignment.align(state, TOPIC, new TopicInfo("id-2", 1, 0, 3));
        assertThat(aligned.incomplete()).contains("was deleted and made anew");
        assertThat(aligned.position().next()).isZero();
        assertThat(aligned.position().topicId()).isEqualTo("id-2");
        assertThat(aligned.position().log()).isEqualTo(new LogPosition(90, 95, -1));
    }

    @Test
    void aTopicThatIsGoneIsSaid() {
        assertThat(TopicAlignment.align(state, TOPIC, null).incomplete()).contains("is gone from Kafka");
    }
}
