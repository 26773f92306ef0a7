package io.cdcpipeline.job.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.contract.event.StreamStart;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.TextTopic;
import org.junit.jupiter.api.Test;

/** A table that was dropped and made again, or whose name another has taken, has none of the rows from before. */
class ReplacedTableTest {

    private static final SourceRelation FIRST = new SourceRelation(16_385, true);
    private static final SourceRelation MADE_AGAIN = new SourceRelation(16_400, true);
    private static final SourceRelation RENAMED = new SourceRelation(16_500, false);

    private final TextTopic t =
            new TextTopic("t").key("id", "int4").column("v", "text").of(FIRST);
    private final Collapsed collapsed = new Collapsed();

    @Test
    void aTableThatWasMadeAgainHasItsNewRowsOnly() {
        collapsed.batch(t.insert("1", "old"));

        assertThat(collapsed
                        .batch(t.insert("2", "old"), t.of(MADE_AGAIN).insert("3", "new"))
                        .lines())
                .containsExactly("merge: PUT 2,old", "clear append: PUT 3,new");
        assertThat(collapsed.batch(t.insert("4", "new")).lines()).containsExactly("merge: PUT 4,new");
        assertThat(collapsed.state().incomplete()).isNull();
        assertThat(collapsed.state().relation()).isEqualTo(MADE_AGAIN.oid());
    }

    @Test
    void aTableThatTookTheNameMayLackRowsAndSaysSo() {
        collapsed.batch(t.insert("1", "old"));

        assertThat(collapsed.batch(t.of(RENAMED).update(null, "7", "new")).lines())
                .containsExactly("clear append: PUT 7,new");
        assertThat(collapsed.state().incomplete()).startsWith("another table of the source has its name since");

        collapsed.batch(t.of(MADE_AGAIN).insert("1", "newest"));
        assertThat(collapsed.batch(t.insert("2", "newest")).state().incomplete())
                .isNull();
    }

    @Test
    void aTruncateOfTheNewTableIsEnough() {
        collapsed.batch(t.insert("1", "old"));

        assertThat(collapsed.batch(t.of(MADE_AGAIN).truncate()).lines()).containsExactly("clear append:");
    }

    @Test
    void aNewTableMayHaveOtherTypes() {
        collapsed.batch(t.insert("1", "old"));
        TextTopic other = t.drop("v").column("v", "int4").of(MADE_AGAIN);

        assertThat(collapsed.batch(other.insert("1", "5")).lines()).containsExactly("clear append: PUT 1,5");
    }

    @Test
    void aTableWhoseRelationNobodyKnewIsNotReplaced() {
        collapsed.batch(t.of(null).insert("1", "old"));

        assertThat(collapsed.batch(t.of(FIRST).insert("2", "b")).lines()).containsExactly("merge: PUT 2,b");
        assertThat(collapsed.batch(t.of(null).insert("3", "c")).lines()).containsExactly("merge: PUT 3,c");
        assertThat(collapsed.state().relation()).isEqualTo(FIRST.oid());
    }

    @Test
    void aTableThatWasGoneHasNoneOfItsOldRowsWhoeverMadeItAgain() {
        collapsed.batch(t.of(null).insert("1", "old"));
        collapsed.drop();

        assertThat(collapsed.batch(t.of(null).insert("2", "new")).lines()).containsExactly("clear append: PUT 2,new");
        assertThat(collapsed.state().gone()).isFalse();
        assertThat(collapsed.state().incomplete()).startsWith("another table of the source has its name since");

        collapsed.drop();
        collapsed.batch(t.of(MADE_AGAIN).insert("3", "newest"));
        assertThat(collapsed.batch(t.insert("4", "newest")).lines()).containsExactly("merge: PUT 4,newest");
    }

    @Test
    void aTableThatWasGoneStaysSoWhenAnOldChangeComesAgain() {
        KafkaRecord old = t.of(null).insert("1", "old");
        collapsed.batch(old);
        collapsed.drop();

        assertThat(collapsed.batch(old).lines()).isEmpty();
        assertThat(collapsed.batch(t.of(null).insert("2", "new")).lines()).containsExactly("clear append: PUT 2,new");
    }

    @Test
    void aTableThatWasMadeAgainWhileNobodyReadLacksItsFirstRows() {
        collapsed.batch(t.insert("1", "old"));
        collapsed.begin(new StreamStart("cdc", 300, 200L, false));

        collapsed.batch(t.of(MADE_AGAIN).insert("3", "new"));

        assertThat(collapsed.state().incomplete()).startsWith("the replication slot cdc was lost");
    }

    @Test
    void whatIsReadTwiceClearsOnce() {
        collapsed.batch(t.insert("1", "old"));
        KafkaRecord[] batch = {t.of(MADE_AGAIN).insert("2", "new"), t.insert("3", "new")};

        assertThat(collapsed.batch(batch).lines()).containsExactly("clear append: PUT 2,new; PUT 3,new");
        assertThat(collapsed.batch(batch).lines()).isEmpty();
    }
}
