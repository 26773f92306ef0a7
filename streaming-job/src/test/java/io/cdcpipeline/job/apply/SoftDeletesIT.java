package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Given a mirror that keeps what was deleted, when rows go, come back, move, are truncated or read anew, then it says which are live. */
class SoftDeletesIT extends SourceAndLake {

    private static final String ALL = "id, v, _cdc_deleted, _cdc_deleted_at IS NOT NULL";

    private final TextTopic events = new TextTopic("t").key("id", "int4").column("v", "text");
    private Pipeline soft;

    @BeforeEach
    void asSoftMirror() {
        soft = pipeline.as(TableMode.SOFT_MIRROR);
    }

    @Test
    void aDeletedRowStaysWithAllThatItHadAndIsLiveAgainWhenItComesBack() throws Exception {
        soft.batch(0, events.insert("1", "a"), events.insert("2", "b"), events.insert("3", "c"));
        soft.batch(1, events.delete("1", null), events.delete("2", null), events.delete("77", null));
        assertThat(rows()).containsExactly("1,a,true,true", "2,b,true,true", "3,c,false,false");

        soft.batch(2, events.insert("2", "again"));
        assertThat(rows()).containsExactly("1,a,true,true", "2,again,false,false", "3,c,false,false");
        assertThat(soft.table("t").mode()).isEqualTo("SoftMirror");
        assertThat(soft.table("t").message()).isNull();
    }

    /** A fill of its rows as they are would know nothing of those that are gone. */
    @Test
    void aTableThatComesLaterBeginsWithTheChangesThatAreInKafka() throws Exception {
        Pipeline watching = pipeline(source.address("inventory\\..*"))
                .as(TableMode.SOFT_MIRROR)
                .start(Map.of());
        watching.look().recover();
        source.run(
                "DROP TABLE IF EXISTS inventory.later",
                "CREATE TABLE inventory.later (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.later VALUES (2, 'b')");
        TextTopic later = new TextTopic("later").key("id", "int4").column("v", "text");
        watching.topics().add(later.insert("1", "a"), later.insert("2", "b"), later.delete("1", null));

        readAndLookOften(watching);

        assertThat(watching.rows("later", ALL, "id")).containsExactly("1,a,true,true", "2,b,false,false");
        source.run("DROP TABLE inventory.later");
    }

    @Test
    void aKeyThatMovesLeavesTheOldOneDeleted() throws Exception {
        soft.batch(0, events.insert("1", "large"));
        soft.batch(1, events.leave(Map.of("id", "2"), "1", null), events.insert("2", SourceColumn.UNCHANGED));
        assertThat(rows()).containsExactly("1,large,true,true", "2,large,false,false");
    }

    @Test
    void aTruncateMarksAllAndWhatWasDeletedBeforeKeepsItsTime() throws Exception {
        soft.batch(0, events.insert("1", "a"), events.insert("2", "b"), events.insert("3", "c"));
        soft.batch(1, events.delete("1", null));
        String time = soft.rows("t", "_cdc_deleted_at", "id").get(0);
        soft.batch(2, events.truncate(), events.insert("3", "later"));

        assertThat(rows()).containsExactly("1,a,true,true", "2,b,true,true", "3,later,false,false");
        assertThat(soft.rows("t", "_cdc_deleted_at", "id").get(0)).isEqualTo(time);
        soft.restarted().start(Map.of()).batch(3, events.update(row("3", null), "3", "x"));
        assertThat(rows()).containsExactly("1,a,true,true", "2,b,true,true", "3,x,false,false");
    }

    @Test
    void aFillMarksWhatIsGoneAndKeepsWhatWasDeletedBefore() throws Exception {
        soft.batch(0, events.insert("1", "gone"), events.insert("2", "gone unseen"), events.insert("3", "old"));
        soft.batch(1, events.delete("1", null));
        source.run("INSERT INTO inventory.t VALUES (3, 'new'), (4, 'four')");
        soft.fill("t").recover();

        assertThat(rows())
                .containsExactly(
                        "1,gone,true,true", "2,gone unseen,true,true", "3,new,false,false", "4,four,false,false");
        assertThat(soft.failures()).isEmpty();
        source.run("INSERT INTO inventory.t VALUES (1, 'back')");
        soft.fill("t").recover();
        assertThat(rows()).contains("1,back,false,false", "2,gone unseen,true,true");
    }

    @Test
    void aTableThatBeginsWithAFillIsLive() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        soft.fill("t").recover();
        assertThat(rows()).containsExactly("1,one,false,false");
        assertThat(soft.columns("t").fieldNames()).containsExactly("id", "v", "_cdc_deleted", "_cdc_deleted_at");
    }

    @Test
    void columnsComeAndDeletedRowsKeepWhatTheyHad() throws Exception {
        soft.batch(0, events.insert("1", "a"), events.insert("2", "b"));
        soft.batch(1, events.delete("1", null));
        TextTopic wider = new TextTopic("t").key("id", "int4").column("w", "int4");
        wider.insert("0", "0");
        wider.insert("0", "0");
        wider.insert("0", "0"); // offsets that are there already
        soft.batch(2, wider.later(9_000, 800).insert("3", "7"), wider.delete("2", null));

        assertThat(soft.rows("t", "id, v, w, _cdc_deleted", "id"))
                .containsExactly("1,a,null,true", "2,b,null,true", "3,null,7,false");
    }

    @Test
    void whatIsDeletedSoftlyIsNeitherMixedWithAMirrorNorLostBySwitchingBack() throws Exception {
        soft.batch(0, events.insert("1", "a"));
        soft.batch(1, events.delete("1", null));
        Pipeline hard = soft.as(TableMode.MIRROR).start(Map.of());
        hard.batch(2, events.insert("2", "b")).recover();

        assertThat(hard.failures().get("t"))
                .contains("the lake's table is a SoftMirror, and spec.tableSettings says Mirror")
                .contains("or say deletes: Soft");
        assertThat(rows()).containsExactly("1,a,true,true");

        source.run("INSERT INTO inventory.t VALUES (2, 'b')");
        hard.fill("t").recover();
        assertThat(hard.columns("t").fieldNames()).containsExactly("id", "v");
        assertThat(hard.rows("t")).containsExactly("2,b");
    }

    private List<String> rows() {
        return soft.rows("t", ALL, "id");
    }

    private static String[] row(String... values) {
        return values;
    }
}
