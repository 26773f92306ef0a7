package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.columns.TableColumns;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Given a table without a key, whose owner says which columns tell its rows apart, when it is filled and changed, then that is its key. */
class GivenKeyIT extends SourceAndLake {

    private static final SourceColumns KEY =
            new SourceColumns(List.of(new TableColumns("inventory\\.t", List.of(), List.of("a", "b"))), null);

    private Pipeline keyed;

    @BeforeEach
    void withoutKey() {
        source.run(
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (a int, b text, v text)",
                "ALTER TABLE inventory.t REPLICA IDENTITY FULL",
                "INSERT INTO inventory.t VALUES (1, 'x', 'one'), (1, 'y', 'two')");
        source.mask(KEY);
        keyed = pipeline(source.address());
    }

    @AfterEach
    void unmask() {
        source.mask(null);
    }

    @Test
    void rowsAreChangedByIt() throws Exception {
        keyed.fill("t").recover();
        TextTopic events = events().later(1L << 50, LATER);

        keyed.batch(
                0, events.update(new String[] {"1", "x", "one"}, "1", "x", "uno"), events.insert("2", "x", "three"));

        assertThat(keyed.rows("t", "a, b, v", "a, b")).containsExactly("1,x,uno", "1,y,two", "2,x,three");
        assertThat(keyed.failures()).isEmpty();
    }

    @Test
    void rowsThatItDoesNotTellApartFailTheirTableAndAreTold() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'x', 'again')");

        keyed.fill("t").recover();

        assertThat(keyed.failures().toString()).contains("not told apart by [a, b]", "2 are alike: [1, x]");
        assertThat(keyed.exists("t")).isFalse();
    }

    @Test
    void aRowWithoutItFailsItsTableAndIsTold() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (3, NULL, 'none')");

        keyed.fill("t").recover();

        assertThat(keyed.failures().toString()).contains("1 with NULL in it: [3, NULL]");
    }

    @Test
    void aKeyThatIsGivenLaterFailsTheTableUntilItIsMadeAnew() throws Exception {
        source.mask(null);
        Pipeline before = pipeline(source.address());
        before.fill("t").recover();
        source.mask(KEY);

        Pipeline after = pipeline(source.address()).start(Map.of());
        after.batch(0, events().later(1L << 50, LATER).insert("2", "x", "three"));

        assertThat(after.failures().toString()).contains("cdc snapshot inventory.t");
    }

    private static TextTopic events() {
        TableMasks masks = KEY.of("inventory.t");
        TextTopic topic = new TextTopic("t");
        masks.describe(List.of(column("a", "int4"), column("b", "text"), column("v", "text")))
                .forEach(topic::column);
        return topic;
    }

    private static SourceColumn column(String name, String type) {
        return new SourceColumn(
                name,
                SourceType.base(type, -1),
                0,
                false,
                true,
                null,
                false,
                null,
                new SourceRelation(Long.parseLong(source.query("SELECT 'inventory.t'::regclass::oid")), true),
                0);
    }
}
