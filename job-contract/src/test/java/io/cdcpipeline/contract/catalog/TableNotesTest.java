package io.cdcpipeline.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.SourceColumn.Initial;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which note holds at a place of the log, and which is not believed. */
class TableNotesTest {

    private static final TableNote FIRST = note(0, false, 2);
    private static final TableNote SECOND = note(100, true, 3);
    private static final TableNote THIRD = note(200, true, 4);

    @Test
    void aNoteHoldsFromItsPlaceUpToTheNext() {
        TableNotes notes = new TableNotes(List.of(THIRD, SECOND, FIRST));

        assertThat(notes.at(99)).contains(FIRST);
        assertThat(notes.at(100)).contains(SECOND);
        assertThat(notes.at(200)).contains(THIRD);
        assertThat(notes.newest()).contains(THIRD);
    }

    @Test
    void whatComesBeforeANoteThatDoesNotFollowIsNotBelieved() {
        TableNotes notes = new TableNotes(List.of(THIRD, note(100, false, 3), FIRST));

        assertThat(notes.at(99)).isEmpty();
        assertThat(notes.at(150)).hasValueSatisfying(n -> assertThat(n.lsn()).isEqualTo(100));
    }

    @Test
    void nothingIsKnownBeforeTheFirstNoteAndFromOneOnThatKnowsNothing() {
        assertThat(new TableNotes(List.of(THIRD, SECOND)).at(99)).isEmpty();
        assertThat(new TableNotes(List.of(THIRD, new TableNote(100, true, null))).at(150))
                .isEmpty();
        assertThat(TableNotes.NONE.newest()).isEmpty();
    }

    @Test
    void aPartOfTheColumnsFitsByNameAndType() {
        assertThat(FIRST.fits(List.of(new TableNote.Named("v", 25)))).isTrue();
        assertThat(FIRST.fits(List.of(new TableNote.Named("v", 23)))).isFalse();
        assertThat(FIRST.fits(List.of(new TableNote.Named("v", 25), new TableNote.Named("w", 25))))
                .isFalse();
    }

    @Test
    void aNoteIsReadWithoutColumnsThatWereDropped() throws SQLException {
        Map<String, NotedColumn> columns = TableNote.parse("""
                {"1": {"name": "id", "type": 23, "modifier": -1}, "2": null,
                 "3": {"name": "v", "type": 4294967295, "modifier": -1}}""", """
                {"1": {"known": true}, "3": {"text": "x", "known": true}}""");

        assertThat(columns)
                .containsOnly(
                        Map.entry("id", new NotedColumn(1, "id", 23, Initial.NULL)),
                        Map.entry("v", new NotedColumn(3, "v", -1, Initial.of("x"))));
        assertThat(TableNote.parse("{\"1\": {\"name\": \"id\", \"type\": 23}}", "{\"1\": {}}"))
                .containsEntry("id", new NotedColumn(1, "id", 23, Initial.UNKNOWN));
    }

    private static TableNote note(long lsn, boolean follows, int number) {
        return new TableNote(lsn, follows, Map.of("v", new NotedColumn(number, "v", 25, Initial.NULL)));
    }
}
