package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Given a table that keeps each version of each row, whatever happens to the row, then its versions follow each other without a
 * gap. Either engine carries that out by MERGE.
 */
class HistoriesIT extends SourceAndLake {

    private static final String ALL = "id, v, concat(_cdc_from_epoch, '/', _cdc_from_lsn), "
            + "coalesce(concat(_cdc_to_epoch, '/', _cdc_to_lsn), 'now'), _cdc_to_time IS NOT NULL";
    private static final String ORDER = "id, _cdc_from_epoch, _cdc_from_commit_lsn, _cdc_from_lsn";

    private final TextTopic events = new TextTopic("t").key("id", "int4").column("v", "text");
    private Pipeline history;

    @BeforeEach
    void asHistory() {
        history = pipeline.as(TableMode.HISTORY);
    }

    private TextTopic at(long place) {
        return events.at(place + 1000, place, 1).transaction(LATER + place);
    }

    @Test
    void eachChangeIsAVersionWhateverIsDeliveredAgain() throws Exception {
        history.batch(0, at(10).insert("1", "a"), at(11).insert("2", "b"));
        KafkaRecord[] second = {
            at(20).update(row("1", null), "1", "c"), at(21).update(row("1", null), "1", "d"), at(22).delete("2", null)
        };
        history.batch(1, second);
        Pipeline restarted = history.restarted().start(Map.of());
        restarted.batch(1, second);
        restarted.batch(2, at(22).delete("2", null), at(30).insert("2", "again"));

        assertThat(rows())
                .containsExactly(
                        "1,a,1/10,1/20,true",
                        "1,c,1/20,1/21,true",
                        "1,d,1/21,now,false",
                        "2,b,1/11,1/22,true",
                        "2,again,1/30,now,false");
        assertThat(restarted.failures()).isEmpty();
        assertThat(restarted.table("t").mode()).isEqualTo("History");
    }

    @Test
    void aKeyThatMovesTakesItsLargeValueAlong() throws Exception {
        history.batch(0, at(10).insert("1", "large"));
        history.batch(1, at(20).leave(Map.of("id", "2"), "1", null), at(20).insert("2", SourceColumn.UNCHANGED));
        assertThat(rows()).containsExactly("1,large,1/10,1/20,true", "2,large,1/20,now,false");
    }

    @Test
    void aTruncateEndsAll() throws Exception {
        history.batch(0, at(10).insert("1", "a"), at(11).insert("2", "b"));
        history.batch(1, at(20).delete("1", null), at(30).truncate(), at(40).insert("2", "c"));
        assertThat(rows()).containsExactly("1,a,1/10,1/20,true", "2,b,1/11,1/30,true", "2,c,1/40,now,false");
    }

    @Test
    void aFillEndsWhatIsGoneOrDiffersAndLeavesWhatIsEqual() throws Exception {
        history.batch(0, at(10).insert("1", "gone"), at(11).insert("2", "old"), at(12).insert("3", "equal"));
        source.run("INSERT INTO inventory.t VALUES (2, 'new'), (3, 'equal'), (4, NULL)");
        history.fill("t").recover();

        assertThat(history.rows("t", "id, v, _cdc_from_epoch, _cdc_to_epoch", ORDER))
                .containsExactly("1,gone,1,2", "2,old,1,2", "2,new,2,null", "3,equal,1,null", "4,null,2,null");
        assertThat(history.rows("t", "DISTINCT _cdc_to_lsn", "_cdc_to_lsn"))
                .as("ends where the others begin")
                .containsAll(history.rows("t", "DISTINCT _cdc_from_lsn", "_cdc_from_lsn").stream()
                        .filter(l -> Long.parseLong(l) > 1000)
                        .toList());
        history.batch(1, at(60).update(row("4", null), "4", "four"));
        assertThat(history.rows("t", "v, _cdc_to_epoch", ORDER)).endsWith("null,2", "four,null");
    }

    @Test
    void columnsThatGoStayInVersionsThatEnd() throws Exception {
        history.batch(0, at(10).insert("1", "a"));
        TextTopic other = new TextTopic("t").key("id", "int4").column("w", "int4");
        other.insert("0", "0"); // an offset that is there already
        history.batch(1, other.at(1020, 20, 1).transaction(LATER).update(row("1", null), "1", "7"));

        assertThat(history.rows("t", "id, v, w, _cdc_to_lsn", ORDER)).containsExactly("1,a,null,20", "1,null,7,null");
    }

    @Test
    void aMirrorBecomesOneOnlyWhenSomebodySaysSo() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        pipeline.batch(0, at(10).insert("1", "a"));
        history.start(Map.of());
        history.batch(1, at(20).insert("2", "b")).recover();
        assertThat(history.failures().get("t")).contains("is a Mirror, and spec.tableSettings says History");

        history.fill("t").recover();
        assertThat(history.rows("t", "id, v, _cdc_to_epoch", ORDER)).contains("1,one,null");
        assertThat(history.failures()).isEmpty();
    }

    private List<String> rows() {
        return history.rows("t", ALL, ORDER);
    }

    private static String[] row(String... values) {
        return values;
    }
}
