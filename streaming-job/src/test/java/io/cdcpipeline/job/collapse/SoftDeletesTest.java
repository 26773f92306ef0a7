package io.cdcpipeline.job.collapse;

import static io.cdcpipeline.contract.event.SourceColumn.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What becomes of changes where deleted rows stay. The table is there; the last two columns are whether a row is deleted, and when;
 * {@code =} is a column that keeps its value.
 */
class SoftDeletesTest {

    private static final long AT = 1_000_000;

    private final TextTopic t = topic();
    private final TextTopic full = topic().full();
    private final Collapsed collapsed = new Collapsed().mode(TableMode.SOFT_MIRROR);

    private static TextTopic topic() {
        return new TextTopic("t").key("id", "int4").column("v", "text").column("big", "text");
    }

    private void given(TextTopic topic) {
        collapsed.batch(topic.insert("9", "x", "y"));
        assertThat(collapsed.lines()).containsExactly("append: PUT 9,x,y,false,null");
    }

    @Test
    void aDeletedRowKeepsAllButItsMarks() {
        given(t);
        collapsed.batch(t.delete("1", null, null));
        assertThat(lines()).containsExactly("merge: REVISE 1,=,=,true,AT");
        assertThat(collapsed.segments().get(0).kept()).containsExactly(1, 2);
    }

    @Test
    void whereTheSourceSendsTheRowItIsTheOneThatWasDeleted() {
        given(full);
        collapsed.batch(full.delete("1", "a", "b"));
        assertThat(lines()).containsExactly("merge: PUT 1,a,b,true,AT");
    }

    @Test
    void aRowThatComesAndGoesInOneBatchIsThereAndDeleted() {
        given(t);
        collapsed.batch(
                t.insert("1", "a", "b"),
                t.update(row("1", null, null), "1", "c", UNCHANGED),
                t.delete("1", null, null));
        assertThat(lines()).containsExactly("merge: PUT 1,c,b,true,AT");
        assertThat(collapsed.segments().get(0).counts().inserts()).isEqualTo(1);
    }

    @Test
    void aRowThatIsDeletedKeepsWhatAChangeBeforeLeftAsItWas() {
        given(t);
        collapsed.batch(t.update(row("1", null, null), "1", "c", UNCHANGED), t.delete("1", null, null));
        assertThat(lines()).containsExactly("merge: REVISE 1,c,=,true,AT");
    }

    @Test
    void aRowThatComesBackIsLiveAgain() {
        given(t);
        collapsed.batch(t.delete("1", null, null), t.insert("1", "new", "too"));
        assertThat(lines()).containsExactly("merge: PUT 1,new,too,false,null");
    }

    @Test
    void aKeyThatMovesIsDeletedAndTheRowGoesOnUnderTheOther() {
        given(t);
        collapsed.batch(t.leave(Map.of("id", "2"), "1", null, null), t.insert("2", "a", UNCHANGED));
        assertThat(lines()).containsExactly("merge: REVISE 1,=,=,true,AT; PATCH 2,a,=,false,null from 1");
    }

    @Test
    void aMovedRowThatIsDeletedKeepsWhatItHadUnderItsFormerKey() {
        given(t);
        collapsed.batch(
                t.leave(Map.of("id", "2"), "1", null, null), t.insert("2", "a", UNCHANGED), t.delete("2", null, null));
        assertThat(lines()).containsExactly("merge: REVISE 1,=,=,true,AT; PATCH 2,a,=,true,AT from 1");
    }

    @Test
    void ofADeferrableKeyTheRowThatArrivedStays() {
        given(full);
        collapsed.batch(
                full.leave(Map.of("id", "2"), "1", "a", "x"),
                full.insert("2", "a", "x"),
                full.leave(Map.of("id", "3"), "2", "b", "y"),
                full.insert("3", "b", "y"));
        assertThat(lines()).containsExactly("merge: PUT 2,a,x,false,null; PUT 1,a,x,true,AT; PUT 3,b,y,false,null");
    }

    @Test
    void aTruncateEndsAllAndWhatFollowsIsAnotherCommit() {
        given(t);
        collapsed.batch(t.insert("1", "a", "b"), t.truncate(), t.insert("1", "again", "c"));
        assertThat(lines()).containsExactly("merge: PUT 1,a,b,false,null", "merge:", "merge: PUT 1,again,c,false,null");
        assertThat(collapsed.segments().get(1).end().timeMicros()).isGreaterThan(AT);
        assertThat(collapsed.segments()).noneMatch(SegmentReport::clear);
    }

    @Test
    void ofATableThatWasMadeAgainTheFormerRowsEnd() {
        t.of(new SourceRelation(7, true));
        given(t);
        collapsed.batch(t.of(new SourceRelation(8, true)).insert("1", "a", "b"));
        assertThat(lines()).containsExactly("merge:", "merge: PUT 1,a,b,false,null");
        assertThat(collapsed.state().incomplete()).isNull();
    }

    @Test
    void aTableWithoutAKeyIsRefused() {
        TextTopic keyless = new TextTopic("t").column("a", "int4").full();
        collapsed.batch(keyless.insert("1"));
        assertThat(collapsed.failure()).contains("a SoftMirror needs a key").contains("add a primary key");
    }

    @Test
    void aColumnThatIsCalledLikeTheMarkIsRefused() {
        TextTopic taken = new TextTopic("t").key("id", "int4").column("_CDC_Deleted", "bool");
        collapsed.batch(taken.insert("1", "t"));
        assertThat(collapsed.failure()).contains("column '_CDC_Deleted' of the source is called like one");
    }

    private static String[] row(String... values) {
        return values;
    }

    /** Without the time. */
    private List<String> lines() {
        return collapsed.lines().stream()
                .map(l -> l.replaceAll("true,\\d+", "true,AT"))
                .toList();
    }
}
