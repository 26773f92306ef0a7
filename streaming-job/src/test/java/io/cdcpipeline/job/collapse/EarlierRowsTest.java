package io.cdcpipeline.job.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.TextTopic;
import org.junit.jupiter.api.Test;

/** A table of which the stream does not bring all rows says so from its first row on. */
class EarlierRowsTest {

    private final TextTopic t = new TextTopic("t").key("id", "int4").column("v", "text");
    private final Collapsed collapsed = new Collapsed().allRows();

    @Test
    void aTableAllOfWhoseRowsAreInTheLogLacksNothing() {
        t.of(new SourceRelation(7, true));

        assertThat(collapsed.batch(t.insert("1", "a")).state().incomplete()).isNull();
        assertThat(collapsed.batch(t.insert("2", "b")).state().incomplete()).isNull();
    }

    @Test
    void aTableThatWasThereBeforeItWasPublishedMayHaveHadRows() {
        t.of(new SourceRelation(7, false));

        assertThat(collapsed.batch(t.insert("1", "a")).state().incomplete()).startsWith("it may have had rows before");
    }

    @Test
    void aTableWhoseFirstRecordsCouldNotBeAppliedLacksThem() {
        TextTopic keyless =
                new TextTopic("t").column("id", "int4").column("v", "text").of(new SourceRelation(7, true));
        KafkaRecord first = keyless.delete("1", "nothing tells which row is meant");
        TextTopic keyed = keyless.drop("id").key("id", "int4");

        assertThat(collapsed.batch(first, keyed.insert("b", "2")).state().incomplete())
                .startsWith("it may have had rows before");
    }

    @Test
    void whereNobodyWantsThemNothingIsLacking() {
        t.of(new SourceRelation(7, false));

        assertThat(new Collapsed().batch(t.insert("1", "a")).state().incomplete())
                .isNull();
    }
}
