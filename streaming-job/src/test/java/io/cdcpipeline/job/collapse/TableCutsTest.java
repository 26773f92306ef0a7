package io.cdcpipeline.job.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.state.Cut;
import io.cdcpipeline.job.testing.SourceLog;
import io.cdcpipeline.job.testing.SourceTable;
import io.cdcpipeline.job.testing.TextTopic;
import org.junit.jupiter.api.Test;

class TableCutsTest {

    private final SourceLog log = new SourceLog();
    private final SourceTable t = new SourceTable(log, "inventory", "t")
            .column("id", "int32")
            .column("v", "string")
            .key("id");
    private final Collapsed collapsed = new Collapsed();

    /** Between what was committed so far and what comes next. */
    private Cut cut(String view) {
        return new Cut(7, null, log.committed() + 1, view);
    }

    @Test
    void aSegmentEndsWithTheLastChangeBeforeTheCut() {
        var before = t.insert(1, "a");
        Cut cut = cut(null);
        log.commit();
        var after = t.update(1, "b");

        collapsed.cut(cut).batch(before, after);

        assertThat(collapsed.segments()).hasSize(2);
        assertThat(collapsed.cuts("t").passed()).containsEntry(7L, 1);
    }

    @Test
    void aBatchThatIsAllBehindTheCutIsOneSegment() {
        Cut cut = cut(null);
        log.commit();

        collapsed.cut(cut).batch(t.insert(1, "a"), t.insert(2, "b"));

        assertThat(collapsed.segments()).hasSize(1);
        assertThat(collapsed.cuts("t").passed()).containsEntry(7L, 0);
    }

    @Test
    void aBatchThatIsAllBeforeTheCutDoesNotPassIt() {
        var before = t.insert(1, "a");

        collapsed.cut(cut(null)).batch(before);

        assertThat(collapsed.cuts("t")).isEqualTo(CutReport.NONE);
    }

    @Test
    void ofATableWithoutAKeyBothRowsOfAnUnseenChangeAreLeftOut() {
        TextTopic keyless = new TextTopic("u").column("a", "int4").full();
        var insert = keyless.insert("1");
        var update = keyless.update(new String[] {"1"}, "2");

        collapsed.cut(new Cut(7, null, 1_000_000, "1:1:")).batch(insert, update);

        assertThat(collapsed.cuts("u").unseen().get(7L).complete()).isTrue();
        assertThat(collapsed.cuts("u").unseen().get(7L).keys()).hasSize(3);
    }

    @Test
    void aTruncateBeforeTheCutIsBeforeIt() {
        var insert = t.insert(1, "a");
        log.commit();
        var truncate = t.truncate();
        Cut cut = cut(null);
        log.commit();
        var after = t.insert(2, "b");

        collapsed.batch(insert).cut(cut).batch(truncate, after);

        assertThat(collapsed.segments()).extracting(SegmentReport::clear).containsExactly(true, false);
        assertThat(collapsed.cuts("t").passed()).containsEntry(7L, 1);
    }

    @Test
    void rowsThatTheViewDoesNotSeeAreKnown() {
        log.transactions(700);
        var seen = t.insert(1, "a");
        log.transactions(701);
        var unseen = t.insert(2, "b");

        collapsed.cut(cut("701:701:")).batch(seen, unseen);

        CutReport.UnseenRows rows = collapsed.cuts("t").unseen().get(7L);
        assertThat(rows.keys()).hasSize(1);
        assertThat(rows.type().fieldNames()).containsExactly("id");
        assertThat(rows.complete()).isTrue();
    }

    @Test
    void aTruncateThatTheViewDoesNotSeeLeavesNothingToCompare() {
        var insert = t.insert(1, "a");
        log.commit().transactions(9_999);
        var truncate = t.truncate();

        collapsed.cut(cut("9000:9000:")).batch(insert, truncate);

        assertThat(collapsed.cuts("t").unseen().get(7L).complete()).isFalse();
    }
}
