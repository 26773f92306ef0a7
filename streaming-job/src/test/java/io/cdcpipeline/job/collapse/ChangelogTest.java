package io.cdcpipeline.job.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a table's changes in a changelog. A line is the operation, the place in the log, the row after the change, the row
 * before it, and the columns whose values did not change and are not told.
 */
class ChangelogTest {

    private static final int LEAD = ChangelogShape.LEADING;

    private final TextTopic t = topic().full();
    private final Collapsed collapsed = new Collapsed().mode(TableMode.CHANGELOG);

    private static TextTopic topic() {
        return new TextTopic("t").key("id", "int4").column("v", "text");
    }

    @Test
    void eachChangeIsARowWithWhatTheSourceSends() {
        collapsed.batch(
                t.at(90, 50, 1).insert("1", "a"),
                t.at(90, 60, 2).update(row("1", "a"), "1", "b"),
                t.at(95, 70, 1).delete("1", "b"));

        assertThat(told())
                .containsExactly(
                        "insert 90/50/1: 1,a | null,null", "update 90/60/2: 1,b | 1,a", "delete 95/70/1: 1,null | 1,b");
        assertThat(collapsed.segments()).singleElement().matches(SegmentReport::append);
    }

    @Test
    void whereTheSourceSendsNoRowBeforeThereIsNone() {
        TextTopic keyOnly = topic();
        collapsed.batch(
                keyOnly.at(90, 50, 1).update(row("1", null), "1", "b"),
                keyOnly.at(90, 60, 2).delete("1", null));

        assertThat(told()).containsExactly("update 90/50/1: 1,b | null,null", "delete 90/60/2: 1,null | null,null");
    }

    @Test
    void aLargeValueThatDidNotChangeIsTheOneBeforeOrIsNamed() {
        collapsed.batch(t.at(90, 50, 1).update(row("1", "large"), "1", SourceColumn.UNCHANGED));
        assertThat(told()).containsExactly("update 90/50/1: 1,large | 1,large");

        TextTopic keyOnly = topic();
        keyOnly.insert("0", "an offset that is there already");
        collapsed.batch(keyOnly.at(90, 60, 2).update(row("1", null), "1", SourceColumn.UNCHANGED));
        assertThat(told()).containsExactly("update 90/60/2: 1,null | null,null unchanged [v]");
    }

    @Test
    void aChangeOfAKeyIsADeleteAndAnInsertOfOnePlace() {
        collapsed.batch(move(t));
        assertThat(told()).containsExactly("delete 90/50/1: 1,null | 1,a", "insert 90/50/1: 2,a | null,null");
    }

    @Test
    void theSecondHalfOfAChangeOfAKeyIsToldOnceHoweverItIsDelivered() {
        KafkaRecord[] once = move(t);
        collapsed.batch(once[0]);
        assertThat(told()).containsExactly("delete 90/50/1: 1,null | 1,a");

        KafkaRecord[] again = move(t);
        collapsed.batch(once[1], again[0], again[1]);
        assertThat(told()).containsExactly("insert 90/50/1: 2,a | null,null");
        assertThat(collapsed.report().counts().repeated()).isEqualTo(2);
    }

    @Test
    void theSecondHalfIsToldWhenTheConnectorWasLostBetweenTheTwo() {
        collapsed.batch(t.at(90, 50, 1).leave(Map.of("id", "2"), "1", "a"));
        KafkaRecord[] again = move(t);
        collapsed.batch(again[0], again[1]);

        assertThat(told()).containsExactly("insert 90/50/1: 2,a | null,null");
    }

    @Test
    void changesOfOneRecordOfTheLogThatAreDeliveredAgainAreToldOnce() {
        collapsed.batch(t.at(90, 50, 1).insert("1", "a"), t.at(90, 50, 2).insert("2", "b"));
        collapsed.batch(
                t.at(90, 50, 1).insert("1", "a"),
                t.at(90, 50, 2).insert("2", "b"),
                t.at(90, 50, 3).insert("3", "c"));

        assertThat(told()).containsExactly("insert 90/50/3: 3,c | null,null");
    }

    @Test
    void aTruncateIsToldAndTakesNothing() {
        collapsed.batch(t.at(90, 50, 1).insert("1", "a"));
        collapsed.batch(t.at(95, 60, 1).truncate(), t.at(95, 70, 2).insert("2", "b"));

        assertThat(told())
                .containsExactly("truncate 95/60/1: null,null | null,null", "insert 95/70/2: 2,b | null,null");
        assertThat(collapsed.segments())
                .singleElement()
                .matches(SegmentReport::append)
                .matches(SegmentReport::emptied)
                .matches(s -> !s.clear());
    }

    @Test
    void ofATableThatWasMadeAgainTheFormerRowsAreToldToGo() {
        collapsed.batch(t.of(new SourceRelation(7, true)).at(90, 50, 1).insert("1", "a"));
        collapsed.batch(t.of(new SourceRelation(8, true)).at(95, 70, 4).insert("1", "b"));

        assertThat(told())
                .containsExactly("truncate 95/70/null: null,null | null,null", "insert 95/70/4: 1,b | null,null");
        assertThat(collapsed.state().incomplete()).isNull();
        collapsed.batch(t.at(95, 80, 5).insert("2", "c"));
        assertThat(told()).containsExactly("insert 95/80/5: 2,c | null,null");
    }

    @Test
    void withoutAKeyEachChangeIsToldAllTheSame() {
        TextTopic log =
                new TextTopic("t").column("id", "int4").column("v", "text").full();
        collapsed.batch(
                log.at(90, 50, 1).insert("1", "x"),
                log.at(90, 50, 2).insert("1", "x"),
                log.at(90, 60, 3).update(row("1", "x"), "1", "y"),
                log.at(90, 70, 4).delete("1", "y"));

        assertThat(told())
                .containsExactly(
                        "insert 90/50/1: 1,x | null,null",
                        "insert 90/50/2: 1,x | null,null",
                        "update 90/60/3: 1,y | 1,x",
                        "delete 90/70/4: null,null | 1,y");
    }

    @Test
    void rowsOfASnapshotOfTheConnectorsAreReads() {
        collapsed.batch(t.at(90, 50, -1).read("1", "a"));
        assertThat(told()).containsExactly("read 90/50/null: 1,a | null,null");
    }

    @Test
    void aColumnThatComesIsNullInEarlierChangesAndNothingIsLacking() {
        collapsed.batch(t.at(90, 50, 1).insert("1", "a"));
        t.column("w", "int8").full();
        collapsed.batch(t.at(95, 60, 1).insert("2", "b", "7"));

        assertThat(collapsed.segments()).singleElement().satisfies(s -> assertThat(
                        s.evolution().applied(s.shape().table()).fieldNames())
                .contains("w", "_cdc_before_w"));
        assertThat(collapsed.state().incomplete()).isNull();
    }

    @Test
    void aTypeThatNothingWidensFailsTheTableAndOnlySomebodysSnapshotBeginsAnew() {
        collapsed.batch(t.at(90, 50, 1).insert("1", "a"));
        TextTopic retyped =
                new TextTopic("t").key("id", "int4").column("v", "timestamptz").full();
        retyped.insert("0", null); // an offset that is there already
        collapsed.batch(retyped.at(95, 60, 1).insert("2", "2026-01-01 00:00:00+00"));

        assertThat(collapsed.failure())
                .contains("column 'v' changed its type from string to timestamp")
                .contains("a snapshot of the table that somebody asks for begins the changelog anew");
    }

    @Test
    void aColumnThatIsCalledLikeOneOfTheChangelogsFailsTheTable() {
        TextTopic taken = new TextTopic("t").key("id", "int4").column("_CDC_Epoch", "text");
        collapsed.batch(taken.insert("1", "a"));

        assertThat(collapsed.failure())
                .contains("column '_CDC_Epoch' of the source is called like one that a Changelog has")
                .contains("rename it there");
    }

    @Test
    void manyChangesAreCutIntoCommitsAndEachIsToldOnce() {
        collapsed.segmentBytes(2_000);
        KafkaRecord[] many = Stream.iterate(1, i -> i + 1)
                .limit(40)
                .map(i -> t.at(90, 50 + i, i).insert("" + i, "a"))
                .toArray(KafkaRecord[]::new);
        collapsed.batch(many);

        assertThat(collapsed.segments()).hasSizeGreaterThan(2);
        assertThat(told()).hasSize(40).doesNotHaveDuplicates();
    }

    private static KafkaRecord[] move(TextTopic t) {
        return new KafkaRecord[] {
            t.at(90, 50, 1).leave(Map.of("id", "2"), "1", "a"), t.at(90, 50, 1).insert("2", "a")
        };
    }

    private static String[] row(String... values) {
        return values;
    }

    private List<String> told() {
        return collapsed.lines().stream()
                .flatMap(l -> Arrays.stream(l.substring("append: ".length()).split("; ")))
                .map(ChangelogTest::told)
                .toList();
    }

    private static String told(String line) {
        String[] f = line.substring("PUT ".length()).split(",");
        int columns = (f.length - LEAD) / 2;
        String after = String.join(",", Arrays.copyOfRange(f, LEAD, LEAD + columns));
        String before = String.join(",", Arrays.copyOfRange(f, LEAD + columns, f.length));
        String unchanged = f[7].equals("null") ? "" : " unchanged " + f[7];
        return "%s %s/%s/%s: %s | %s%s".formatted(f[0], f[2], f[3], f[4], after, before, unchanged);
    }
}
