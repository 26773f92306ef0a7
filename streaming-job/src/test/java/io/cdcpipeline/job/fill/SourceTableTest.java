package io.cdcpipeline.job.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which changes of a table in the source need a fill, since the log has no event of them. */
class SourceTableTest {

    private final SourceTable before = table("10:10", Map.of("1", "id", "2", "v"), Map.of("77", "bad"));

    @Test
    void aTableThatOnlyGrewIsTheSame() {
        assertThat(new SourceTable(9_000, before.files(), before.columns(), before.labels(), before.published())
                        .differenceFrom(before))
                .isEmpty();
    }

    @Test
    void whatIsAddedOrDroppedTheLogTells() {
        assertThat(table("10:10", Map.of("1", "id", "2", "v", "3", "w"), Map.of("77", "bad", "78", "worse"))
                        .differenceFrom(before))
                .isEmpty();
        assertThat(table("10:10", Map.of("1", "id"), Map.of()).differenceFrom(before))
                .isEmpty();
    }

    @Test
    void otherFilesAreARewrite() {
        assertThat(table("10:99", before.columns(), before.labels()).differenceFrom(before))
                .hasValueSatisfying(s -> assertThat(s).contains("rewritten"));
    }

    @Test
    void aColumnUnderAnotherNameIsRenamed() {
        assertThat(table("10:10", Map.of("1", "id", "2", "w"), before.labels()).differenceFrom(before))
                .contains("its column v is called w in the source now");
    }

    @Test
    void aNameInAnotherPlaceIsAnotherColumn() {
        assertThat(table("10:10", Map.of("1", "id", "3", "v"), before.labels()).differenceFrom(before))
                .contains("its column v was dropped in the source and made again");
    }

    @Test
    void aColumnThatWasDroppedIsRememberedUntilAnotherHasItsName() {
        SourceTable dropped = table("10:10", Map.of("1", "id"), before.labels()).remembering(before);

        assertThat(table("10:10", Map.of("1", "id", "3", "v"), before.labels()).differenceFrom(dropped))
                .contains("its column v was dropped in the source and made again");
        assertThat(table("10:10", Map.of("1", "id"), before.labels()).differenceFrom(dropped))
                .isEmpty();
    }

    @Test
    void aLabelOfAnEnumMayBeRenamed() {
        assertThat(table("10:10", before.columns(), Map.of("77", "poor")).differenceFrom(before))
                .contains("the value 'bad' of an enum is called 'poor' in the source now");
    }

    @Test
    void aCompositeTypeMayGetOtherFields() {
        SourceTable pair = table("10:10", before.columns(), Map.of("88.1", "a", "88.2", "b"));

        for (Map<String, String> other : List.of(
                Map.of("88.1", "a"),
                Map.of("88.1", "a", "88.2", "c"),
                Map.of("88.1", "a", "88.3", "b"),
                Map.of("88.1", "a", "88.2", "b", "88.3", "c"))) {
            assertThat(table("10:10", before.columns(), other).differenceFrom(pair))
                    .contains("a composite type of its columns has other fields in the source now");
        }
        assertThat(pair.differenceFrom(pair)).isEmpty();
        assertThat(pair.differenceFrom(before)).as("a column that is new").isEmpty();
        assertThat(before.differenceFrom(pair)).as("a column that is gone").isEmpty();
    }

    @Test
    void aColumnThatIsPublishedLaterHadValuesAllAlong() {
        SourceTable part = published("", Set.of("2"));

        assertThat(before.differenceFrom(part)).contains("its column v was not in the publication until now");
        assertThat(part.differenceFrom(before)).isEmpty();
        assertThat(table("10:10", Map.of("1", "id"), Map.of()).differenceFrom(part))
                .isEmpty();
    }

    @Test
    void anotherRowFilterSendsOtherRows() {
        assertThat(published("(id > 5)", Set.of()).differenceFrom(before))
                .contains("the publication sends other rows of it now");
        assertThat(before.differenceFrom(published("(id > 5)", Set.of()))).isPresent();
    }

    @Test
    void whatAnEarlierVersionDidNotRememberIsNoDifference() {
        SourceTable earlier = new SourceTable(0, before.files(), before.columns(), before.labels(), null);

        assertThat(published("(id > 5)", Set.of("2")).differenceFrom(earlier)).isEmpty();
    }

    private SourceTable published(String filter, Set<String> hidden) {
        return new SourceTable(
                0, before.files(), before.columns(), before.labels(), new SourceTable.Published(filter, hidden));
    }

    private static SourceTable table(String files, Map<String, String> columns, Map<String, String> labels) {
        return new SourceTable(0, files, columns, labels, new SourceTable.Published("", Set.of()));
    }
}
