package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Given a table whose changes are kept, when they come, once or twice, and rows are read from the source, then each is told once. */
class ChangelogIT extends SourceAndLake {

    private static final String ORDER = "_cdc_epoch, _cdc_commit_lsn, _cdc_lsn, _cdc_order, _cdc_operation, id";

    private final TextTopic events =
            new TextTopic("t").key("id", "int4").column("v", "text").full();
    private Pipeline changelog;
    private long order;

    @BeforeEach
    void asChangelog() {
        changelog = pipeline.as(TableMode.CHANGELOG);
    }

    @Test
    void eachChangeIsToldOnceWhateverIsDeliveredOrReadAgain() throws Exception {
        KafkaRecord[] first = {next().insert("1", "a"), next().update(row("1", "a"), "1", "b")};
        changelog.batch(0, first);
        long version = changelog.version("t");
        KafkaRecord again = events.at(6_000, 5_500, 2).update(row("1", "a"), "1", "b");
        changelog.batch(1, again, next().delete("1", "b"));

        Pipeline restarted = changelog.restarted().start(Map.of());
        restarted.batch(0, first);

        assertThat(told(restarted)).containsExactly("insert,1,a,null,null", "update,1,b,1,a", "delete,1,null,1,b");
        assertThat(restarted.table("t").mode()).isEqualTo("Changelog");
        assertThat(changelog.version("t")).isEqualTo(version + 1);
        assertThat(changelog.failures()).isEmpty();
    }

    @Test
    void aFillAddsWhatItReadsAndChangesThatItHasSeenAreLeftOut() throws Exception {
        changelog.batch(0, next().insert("9", "told before"));
        long seen = transaction("INSERT INTO inventory.t VALUES (1, 'one'), (2, NULL)");
        changelog.fill("t").recover();
        long later = transaction("UPDATE inventory.t SET v = 'uno' WHERE id = 1");

        changelog.batch(
                1,
                next().transaction(seen).insert("1", "one"),
                next().transaction(later).update(row("1", "one"), "1", "uno"));

        assertThat(told(changelog))
                .containsExactly(
                        "insert,9,told before,null,null",
                        "read,1,one,null,null",
                        "read,2,null,null,null",
                        "update,1,uno,1,one");
        assertThat(changelog.rows("t", "DISTINCT _cdc_epoch", "_cdc_epoch")).containsExactly("1", "2");
        assertThat(changelog.repeated()).isEqualTo(1);
    }

    /** A fill of its rows as they are would leave out how they came to be. */
    @Test
    void aTableThatComesLaterBeginsWithTheChangesThatAreInKafka() throws Exception {
        Pipeline watching = pipeline(source.address("inventory\\..*"))
                .as(TableMode.CHANGELOG)
                .start(Map.of());
        watching.look().recover();
        source.run(
                "DROP TABLE IF EXISTS inventory.later",
                "CREATE TABLE inventory.later (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.later VALUES (1, 'b')");
        TextTopic later =
                new TextTopic("later").key("id", "int4").column("v", "text").full();
        watching.topics().add(later.insert("1", "a"), later.update(row("1", "a"), "1", "b"));

        readAndLookOften(watching);

        assertThat(watching.rows("later", "_cdc_operation, id, v", ORDER)).containsExactly("insert,1,a", "update,1,b");
        source.run("DROP TABLE inventory.later");
    }

    @Test
    void columnsComeGoWidenAndGetOtherNamesWithoutAFill() throws Exception {
        changelog.batch(0, next().insert("1", "a"));
        TextTopic wider = new TextTopic("t")
                .key("id", "int8")
                .column("name", "text")
                .column("w", "int4")
                .full();
        wider.insert("0", "0", "0"); // an offset that is there already
        changelog.batch(1, wider.at(6_000, 5_500, ++order).insert("3000000000", "b", "7"));

        assertThat(changelog.rows("t", "id, v, name, w, _cdc_before_w", ORDER))
                .containsExactly("1,a,null,null,null", "3000000000,null,b,7,null");
        assertThat(changelog.table("t").message()).isNull();
        assertThat(changelog.failures()).isEmpty();
    }

    @Test
    void aTypeThatNothingWidensStopsTheTableUntilSomebodyBeginsItAnew() throws Exception {
        changelog.batch(0, next().insert("1", "a"));
        source.run("ALTER TABLE inventory.t ALTER v TYPE bool USING true", "INSERT INTO inventory.t VALUES (3, false)");
        TextTopic other =
                new TextTopic("t").key("id", "int4").column("v", "bool").full();
        other.insert("0", null); // an offset that is there already
        changelog.batch(1, other.at(6_000, 5_500, ++order).insert("2", "t"));
        changelog.recover();

        assertThat(changelog.failures().get("t")).contains("begins the changelog anew");
        assertThat(told(changelog)).containsExactly("insert,1,a,null,null");

        changelog.fill("t").recover();

        assertThat(told(changelog)).startsWith("read,3,false,null,null");
        assertThat(changelog.failures()).isEmpty();
    }

    @Test
    void aTableThatIsSomethingElseFailsUntilSomebodyHasItMadeAnew() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        pipeline.batch(0, next().insert("1", "a"));
        long version = pipeline.version("t");

        changelog.start(Map.of());
        changelog.batch(1, next().insert("2", "b")).recover();

        assertThat(changelog.failures().get("t"))
                .contains("the lake's table is a Mirror, and spec.tableSettings says Changelog")
                .contains("cdc snapshot inventory.t");
        assertThat(changelog.version("t")).isEqualTo(version);

        changelog.fill("t").recover();
        assertThat(told(changelog)).contains("read,1,one,null,null").noneMatch(l -> l.startsWith("null"));
        assertThat(changelog.columns("t").fieldNames()).startsWith("_cdc_operation", "_cdc_epoch");
        assertThat(changelog.failures()).isEmpty();

        Pipeline back = changelog.as(TableMode.MIRROR).start(Map.of());
        back.recover();
        assertThat(back.failures().get("t"))
                .contains("the lake's table is a Changelog, and spec.tableSettings says Mirror");
        back.fill("t").recover();
        assertThat(back.columns("t").fieldNames()).containsExactly("id", "v");
        assertThat(back.rows("t")).contains("1,one");
    }

    private TextTopic next() {
        return events.at(6_000, 5_500, ++order);
    }

    private static List<String> told(Pipeline pipeline) {
        return pipeline.rows("t", "_cdc_operation, id, v, _cdc_before_id, _cdc_before_v", ORDER);
    }

    private static String[] row(String... values) {
        return values;
    }

    /** @return its id */
    private static long transaction(String sql) {
        return Long.parseLong(source.query("WITH changed AS (" + sql + " RETURNING 1) SELECT pg_current_xact_id()::text"
                + " FROM (SELECT count(*) FROM changed) all_of_them"));
    }
}
