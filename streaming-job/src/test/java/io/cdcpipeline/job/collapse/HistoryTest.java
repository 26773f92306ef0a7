package io.cdcpipeline.job.collapse;

import static io.cdcpipeline.contract.event.SourceColumn.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What becomes of changes where each version of a row is kept: {@code PUT 1,a from 90/50/1 to 95/60/1}. The table is there; {@code =}
 * is what keeps what the table has, {@code of 1} the row that has it.
 */
class HistoryTest {

    private static final int OWN = 10;

    private final TextTopic t = topic();
    private final TextTopic full = topic().full();
    private final Collapsed collapsed = new Collapsed().mode(TableMode.HISTORY);

    private static TextTopic topic() {
        return new TextTopic("t").key("id", "int4").column("v", "text").column("big", "text");
    }

    private void given(TextTopic topic) {
        collapsed.batch(topic.at(80, 40, 1).insert("9", "x", "y"));
        assertThat(collapsed.lines()).singleElement().asString().startsWith("append: PUT 1,80,40,1,");
    }

    @Test
    void aChangeEndsWhatIsValidAndBeginsAnother() {
        given(t);
        collapsed.batch(t.at(90, 50, 1).update(row("1", null, null), "1", "a", "b"));
        assertThat(rows()).containsExactly("PUT 1,a,b from 90/50/1", "REVISE 1,=,= to 90/50/1 of 1");
    }

    @Test
    void changesOfOneBatchBecomeAVersionEach() {
        given(t);
        collapsed.batch(
                t.at(90, 50, 1).insert("1", "a", "b"),
                t.at(90, 60, 2).update(row("1", null, null), "1", "c", UNCHANGED),
                t.at(95, 70, 1).delete("1", null, null));
        assertThat(rows())
                .containsExactly(
                        "PUT 1,a,b from 90/50/1 to 90/60/2",
                        "PUT 1,c,b from 90/60/2 to 95/70/1",
                        "REMOVE 1,=,=",
                        "REVISE 1,=,= to 90/50/1 of 1");
    }

    @Test
    void aLargeValueThatDidNotChangeIsThatOfTheVersionBefore() {
        given(t);
        collapsed.batch(
                t.at(90, 50, 1).update(row("1", null, null), "1", "a", UNCHANGED),
                t.at(90, 60, 2).update(row("1", null, null), "1", "c", UNCHANGED));
        assertThat(rows())
                .containsExactly(
                        "PATCH 1,c,= from 90/60/2",
                        "REVISE 1,=,= to 90/50/1 of 1",
                        "PATCH 1,a,= from 90/50/1 to 90/60/2 of 1");
        assertThat(collapsed.segments().get(0).kept()).containsExactly(OWN + 2);
    }

    @Test
    void aRowThatMovesEndsUnderOneKeyAndBeginsUnderTheOther() {
        given(t);
        collapsed.batch(
                t.at(90, 50, 1).leave(Map.of("id", "2"), "1", null, null),
                t.at(90, 50, 1).insert("2", "a", UNCHANGED));
        assertThat(rows())
                .containsExactly(
                        "REMOVE 1,=,=",
                        "REVISE 1,=,= to 90/50/1 of 1",
                        "REVISE 2,=,= to 90/50/1 of 2",
                        "PATCH 2,a,= from 90/50/1 of 1");
    }

    @Test
    void theSecondHalfOfAMoveCountsOnceHoweverItIsDelivered() {
        given(t);
        collapsed.batch(t.at(90, 50, 1).leave(Map.of("id", "2"), "1", null, null));
        collapsed.batch(
                t.at(90, 50, 1).leave(Map.of("id", "2"), "1", null, null),
                t.at(90, 50, 1).insert("2", "a", "b"));
        assertThat(rows()).containsExactly("PUT 2,a,b from 90/50/1");
        collapsed.batch(t.at(90, 50, 1).insert("2", "a", "b"));
        assertThat(collapsed.segments()).isEmpty();
    }

    @Test
    void ofADeferrableKeyBothRowsHaveTheirVersions() {
        given(full);
        collapsed.batch(
                full.at(90, 50, 1).leave(Map.of("id", "2"), "1", "a", "x"),
                full.at(90, 50, 1).insert("2", "a", "x"),
                full.at(90, 60, 2).leave(Map.of("id", "3"), "2", "b", "y"),
                full.at(90, 60, 2).insert("3", "b", "y"));
        assertThat(rows())
                .contains("PUT 2,a,x from 90/50/1", "PUT 3,b,y from 90/60/2", "REVISE 2,=,= to 90/50/1 of 2")
                .noneMatch(r -> r.startsWith("REMOVE 2"));
    }

    @Test
    void aRowThatOnlyPassesThroughAKeyLeavesItAsItWas() {
        given(full);
        collapsed.batch(
                full.at(90, 50, 1).leave(Map.of("id", "2"), "1", "a", "x"),
                full.at(90, 50, 1).insert("2", "a", "x"),
                full.at(90, 60, 2).delete("2", "a", "x"));
        assertThat(rows()).containsExactly("REMOVE 1,=,=", "REVISE 1,=,= to 90/50/1 of 1");
    }

    @Test
    void aTruncateEndsAllAndWhatFollowsIsAnotherCommit() {
        given(t);
        collapsed.batch(t.at(90, 50, 1).truncate(), t.at(95, 60, 1).insert("1", "a", "b"));
        assertThat(collapsed.segments()).hasSize(2).noneMatch(SegmentReport::clear);
        assertThat(collapsed.segments().get(0).end().at().major()).isEqualTo(90);
    }

    @Test
    void whatIsDeliveredAgainMakesNoVersion() {
        given(t);
        collapsed.batch(t.at(90, 50, 1).insert("1", "a", "b"), t.at(90, 50, 2).insert("2", "a", "b"));
        collapsed.batch(t.at(90, 50, 1).insert("1", "a", "b"), t.at(90, 50, 2).insert("2", "a", "b"));
        assertThat(collapsed.segments()).isEmpty();
    }

    @Test
    void aTableWithoutAKeyIsRefused() {
        TextTopic keyless = new TextTopic("t").column("a", "int4").full();
        collapsed.batch(keyless.insert("1"));
        assertThat(collapsed.failure()).contains("a History needs a key");
    }

    @Test
    void columnsThatTheSourceHasNoMoreStayInVersionsThatEnd() {
        given(t);
        TextTopic less = new TextTopic("t").key("id", "int4").column("big", "text");
        less.insert("0", "an offset that is there already");
        collapsed.batch(less.at(90, 50, 1).update(row("1", null), "1", "b"));
        assertThat(rows()).containsExactly("PUT 1,b,null from 90/50/1", "REVISE 1,=,= to 90/50/1 of 1");
    }

    private static String[] row(String... values) {
        return values;
    }

    private List<String> rows() {
        return collapsed.lines().stream()
                .map(l -> l.substring(l.indexOf(": ") + 2))
                .flatMap(l -> Stream.of(l.split("; ")))
                .map(HistoryTest::shown)
                .toList();
    }

    private static String shown(String line) {
        String operation = line.substring(0, line.indexOf(' '));
        String[] parts = line.substring(operation.length() + 1).split(" from ");
        String[] f = parts[0].split(",");
        return operation + " "
                + String.join(",", Arrays.copyOfRange(f, OWN, f.length))
                + place(" from ", f, 0)
                + place(" to ", f, OWN / 2)
                + (parts.length > 1 ? " of " + parts[1] : "");
    }

    private static String place(String name, String[] f, int first) {
        return f[first].equals("null") || f[first].equals("=")
                ? ""
                : name + f[first + 1] + "/" + f[first + 2] + "/" + f[first + 3];
    }
}
