package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.job.testing.TextTopic;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of MariaDB's connector in, rows out; the texts are those that its own tests have seen of a real server. */
class MariaDbEventsIT {

    @TempDir
    Path lake;

    private Pipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new Pipeline(lake);
    }

    private static SourceColumn column(String name, String type, int key) {
        return new SourceColumn(name, SourceType.mariadb(type), key, false, true, null, false, null, null, 0);
    }

    @Test
    void valuesOfAllKindsAreInTheLakeAsTheServerHasThem() throws Exception {
        TextTopic t = typed("bigint unsigned|decimal(65,30)|time|datetime(6)|enum('x','y')|set('p','q')|bit(5)|json");
        String wide = "12345678901234567890123456789012345.123456789012345678901234567890";
        String time = "2024-02-29 23:59:59.999999";

        pipeline.batch(
                0, t.insert("18446744073709551615", wide, "-838:59:59", time, "x", "p,q", "10101", "{\"k\": 1}"));

        assertThat(pipeline.columns("t").simpleString())
                .isEqualTo("struct<c0:decimal(20,0),c1:string,c2:string,c3:timestamp_ntz,c4:string,c5:string,"
                        + "c6:string,c7:string>");
        assertThat(pipeline.rows("t"))
                .containsExactly("18446744073709551615," + wide
                        + ",-838:59:59,2024-02-29T23:59:59.999999,x,p,q,10101,{\"k\": 1}");
    }

    /** A table with these columns, the first one its key. */
    private static TextTopic typed(String types) {
        TextTopic topic = new TextTopic("t");
        String[] all = types.split("\\|");
        for (int i = 0; i < all.length; i++) {
            topic.column(column("c" + i, all[i], i == 0 ? 1 : 0));
        }
        return topic;
    }

    @Test
    void aKeyThatChangesItsCaseIsOneRow() throws Exception {
        TextTopic u = new TextTopic("u").columns(column("name", "varchar(20)", 1), column("v", "int", 0));

        pipeline.batch(0, u.at(7, 7, 1).insert("a", "1"));
        pipeline.batch(1, u.at(8, 8, 1).delete("a", "1"), u.at(8, 8, 1).insert("A", "1"));
        assertThat(pipeline.rows("u")).containsExactly("A,1");

        // REPLACE INTO u VALUES ('a', 2)
        pipeline.batch(2, u.at(9, 9, 1).delete("A", "1"), u.at(9, 9, 1).insert("a", "2"));
        assertThat(pipeline.rows("u")).containsExactly("a,2");
    }

    /** What a worker gives out again after a crash has the same place; without a key it would be doubled. */
    @Test
    void aTransactionThatIsDeliveredAgainChangesNothing() throws Exception {
        TextTopic t = new TextTopic("t").columns(column("n", "int", 0), column("note", "text", 0));
        pipeline.batch(
                0,
                t.at(7, 7, 1).insert("1", "a"),
                t.at(7, 7, 2).insert("1", "a"),
                t.at(7, 7, 3).insert("2", "b"));

        pipeline.batch(
                1,
                t.at(7, 7, 2).insert("1", "a"),
                t.at(7, 7, 3).insert("2", "b"),
                t.at(8, 8, 1).insert("3", "c"));

        assertThat(pipeline.rows("t")).containsExactly("1,a", "1,a", "2,b", "3,c");
    }

    @Test
    void aColumnThatIsAddedGivesTheRowsThatAreThereItsDefault() throws Exception {
        TextTopic t = new TextTopic("t").columns(column("id", "int", 1));
        pipeline.batch(0, t.insert("1"));
        SourceColumn added = new SourceColumn(
                "n",
                SourceType.mariadb("int unsigned"),
                0,
                false,
                true,
                SourceColumn.Initial.of("7"),
                false,
                null,
                null,
                0);

        pipeline.batch(1, t.column(added).insert("2", "4294967295"));

        assertThat(pipeline.rows("t")).containsExactly("1,7", "2,4294967295");
    }

    @Test
    void aZeroDateOfWhichAPartIsZeroIsADeadLetterAndTheTableGoesOn() throws Exception {
        TextTopic t = new TextTopic("t").columns(column("id", "int", 1), column("d", "date", 0));

        pipeline.batch(0, t.insert("1", "2024-00-31"), t.insert("2", "0000-00-00"), t.insert("3", "2024-01-31"));

        assertThat(pipeline.rows("t")).hasSize(2).contains("3,2024-01-31");
        assertThat(pipeline.deadLetters()).singleElement().asString().contains("2024-00-31");
    }
}
