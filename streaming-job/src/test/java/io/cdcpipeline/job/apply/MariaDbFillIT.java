package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.fill.PreparedCommits;
import io.cdcpipeline.job.testing.TextTopic;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Given a table of a real MariaDB, when the job fills it, then those rows stand in Delta, as of one GTID; and what follows is exact. */
class MariaDbFillIT extends MariaDbAndLake {

    @Test
    void aTableOfWhichNothingHasComeGetsItsRows() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one'), (2, NULL), (3, 'tab\\tä\\0')");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,one", "2,null", "3,tab\tä\0");
        assertThat(pipeline.failures()).isEmpty();
        assertThat(state().filled().until()).isEqualTo(source.number() + 1);
    }

    /** The very values and types that the stream gives: {@code MariaDbEventsIT}. */
    @Test
    void valuesOfAllKindsAreAsTheStreamHasThem() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "SET sql_mode = ''; CREATE TABLE inventory.t (id bigint unsigned PRIMARY KEY, a decimal(65,30), b time,"
                        + " c datetime(6), d enum('x','y'), e set('p','q'), f bit(5), g varbinary(5), h json, i float,"
                        + " j double, k date, l year, m uuid, n inet6, o timestamp(3) NULL,"
                        + " p int(5) unsigned zerofill, q int AS (p + 1) VIRTUAL, r varchar(9) INVISIBLE,"
                        + " s varchar(9) CHARACTER SET latin1, u char(5), w longblob) ENGINE = InnoDB;"
                        + " SET time_zone = '+05:00'; INSERT INTO inventory.t (id, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p,"
                        + " r, s, u, w) VALUES (18446744073709551615,"
                        + " 12345678901234567890123456789012345.123456789012345678901234567890, '-838:59:59',"
                        + " '2024-02-29 23:59:59.999999', 'x', 'p,q', b'10101', 0x610062, '{\"k\": 1}', 0.1, 1e17,"
                        + " '2024-02-29', 2024, '123e4567-e89b-12d3-a456-426655440000', '::1', '2024-02-29 05:00:00.25', 7,"
                        + " 'hidden', 'é', 'x ', repeat('b', 2000))");

        pipeline.fill("t").recover();

        assertThat(pipeline.failures()).isEmpty();
        assertThat(pipeline.columns("t").simpleString())
                .isEqualTo("struct<id:decimal(20,0),a:string,b:string,c:timestamp_ntz,d:string,e:string,f:string,"
                        + "g:binary,h:string,i:float,j:double,k:date,l:smallint,m:string,n:string,o:timestamp,p:bigint,"
                        + "q:int,r:string,s:string,u:string,w:binary>");
        assertThat(pipeline.rows(
                        "t", "id, a, b, c, d, e, f, h, i, j, k, l, m, n, CAST(o AS STRING), p, q, r, s, u", "id"))
                .containsExactly(
                        "18446744073709551615,12345678901234567890123456789012345.123456789012345678901234567890,"
                                + "-838:59:59,2024-02-29T23:59:59.999999,x,p,q,10101,{\"k\": 1},0.1,1.0E17,2024-02-29,2024,"
                                + "123e4567-e89b-12d3-a456-426655440000,::1,2024-02-29 00:00:00.25,7,8,hidden,é,x");
        assertThat(pipeline.rows("t", "hex(g), length(w), w = repeat('b', 2000)", "id"))
                .containsExactly("610062,2000,true");
    }

    @Test
    void aDateThatNoCalendarHasIsSaidAndTheOtherRowsAreThere() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "SET sql_mode = ''; CREATE TABLE inventory.t (id int PRIMARY KEY, d date, at datetime(6));"
                        + " INSERT INTO inventory.t VALUES (1, '0000-00-00', '0000-00-00 00:00:00'), (2, '2024-00-31', NULL)");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t", "id, CAST(d AS STRING), CAST(at AS STRING)", "id"))
                .containsExactly("1,-0001-12-31,-0001-12-31 00:00:00");
        assertThat(state().incomplete()).contains("1 rows", "2024-00-31");
    }

    /** Each row is a transaction of its own: what the fill has says which it has seen, and the place says the same. */
    @Test
    void theRowsAreThoseOfTheVeryPlaceWhileOthersAreWritten() throws Exception {
        long first = source.transaction("INSERT INTO inventory.t VALUES (0, 'first')");
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(ended));
        try {
            for (int i = 0; i < 3; i++) {
                await().atMost(Duration.ofMinutes(2)).until(() -> source.number() > first + 20);
                pipeline.fill("t").recover();

                assertThat(pipeline.failures()).isEmpty();
                assertThat(pipeline.rows("t", "max(id), count(*) - 1", "1"))
                        .containsExactly(seen(first) + "," + seen(first));
            }
        } finally {
            ended.set(true);
            writer.join();
        }
    }

    private long seen(long first) {
        return state().filled().until() - 1 - first;
    }

    private static void write(AtomicBoolean ended) {
        try (Connection connection = source.server().connect();
                Statement statement = connection.createStatement()) {
            for (int id = 1; !ended.get(); id++) {
                statement.execute("INSERT INTO inventory.t VALUES (" + id + ", 'later')");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void changesThatTheFillHasSeenAreLeftOutAndLaterOnesAreApplied() throws Exception {
        long seen = source.transaction("INSERT INTO inventory.t VALUES (1, 'one')");
        long seenToo = source.transaction("UPDATE inventory.t SET v = 'uno' WHERE id = 1");
        pipeline.fill("t").recover();
        long later = source.transaction("DELETE FROM inventory.t WHERE id = 1");

        pipeline.batch(
                0,
                t.at(seen, seen, 1).transaction(seen).insert("1", "one"),
                t.at(seenToo, seenToo, 1).transaction(seenToo).update(new String[] {"1", "one"}, "1", "uno"));
        assertThat(pipeline.rows("t")).containsExactly("1,uno");
        assertThat(pipeline.repeated()).isEqualTo(2);

        pipeline.batch(1, t.at(later, later, 1).transaction(later).delete("1", "uno"));
        assertThat(pipeline.rows("t")).isEmpty();
    }

    /** A fill can't tell which transaction made its table, and it is that one's rows all the same. */
    @Test
    void aTableThatWasMadeAgainBeforeTheFillKeepsItsRows() throws Exception {
        long old = source.number();
        pipeline.batch(
                0, t.at(old + 1, old + 1, 1).of(new SourceRelation(old, true)).insert("9", "old"));
        long made = madeAgain();
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        pipeline.fill("t").recover();
        assertThat(pipeline.rows("t")).containsExactly("1,one");

        insert(2, "two", made);

        assertThat(pipeline.rows("t")).containsExactly("1,one", "2,two");
    }

    @Test
    void aTableThatIsMadeAgainAfterTheFillLosesItsRows() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        pipeline.fill("t").recover();

        insert(3, "three", madeAgain());

        assertThat(pipeline.rows("t")).containsExactly("3,three");
    }

    /** @return the number of the transaction that made it */
    private static long madeAgain() {
        source.run("DROP TABLE inventory.t");
        return source.transaction("CREATE TABLE inventory.t (id int PRIMARY KEY, v varchar(20))");
    }

    private void insert(int id, String text, long made) throws Exception {
        long number = source.transaction("INSERT INTO inventory.t VALUES (" + id + ", '" + text + "')");
        TextTopic event = t.at(number, number, 1).transaction(number).of(new SourceRelation(made, true));
        pipeline.batch(number, event.insert(Integer.toString(id), text));
    }

    /** What gh-ost does; the connector goes on under the name, and a fill reads what is there now. */
    @Test
    void aTableThatAnotherTookTheNameOfIsFilledWithThatOnesRows() throws Exception {
        source.run(
                "INSERT INTO inventory.t VALUES (1, 'one')",
                "CREATE TABLE inventory._t_new LIKE inventory.t",
                "ALTER TABLE inventory._t_new ADD COLUMN n int NOT NULL DEFAULT 7",
                "INSERT INTO inventory._t_new (id, v) SELECT * FROM inventory.t",
                "RENAME TABLE inventory.t TO inventory._t_old, inventory._t_new TO inventory.t");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,one,7");
        source.run("DROP TABLE inventory._t_old");
    }

    @Test
    void keysOfACollationThatKnowsNoCaseAreRowsOfTheirOwn() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (name varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY, v int)",
                "INSERT INTO inventory.t VALUES ('a', 1)");
        pipeline.fill("t").recover();
        TextTopic u = new TextTopic("t").columns(column("name", "varchar(20)", 1), column("v", "int", 0));
        long renamed = source.transaction("UPDATE inventory.t SET name = 'A' WHERE name = 'a'");

        pipeline.batch(
                0,
                u.at(renamed, renamed, 1).transaction(renamed).delete("a", "1"),
                u.at(renamed, renamed, 1).transaction(renamed).insert("A", "1"));

        assertThat(pipeline.rows("t")).containsExactly("A,1");
        pipeline.fill("t").recover();
        assertThat(pipeline.rows("t")).containsExactly("A,1");
    }

    @Test
    void aTableOfAnEngineWithoutViewsIsNotFilledAndSaysWhy() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (id int PRIMARY KEY, v varchar(20)) ENGINE = MyISAM");

        pipeline.fill("t").recover();

        assertThat(pipeline.exists("t")).isFalse();
        assertThat(pipeline.isToBeFilled("t")).isFalse();
    }

    @Test
    void aTableThatSomebodyHasLockedIsFilledLater() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        try (Connection other = source.server().connect();
                Statement statement = other.createStatement()) {
            statement.execute("LOCK TABLES inventory.t WRITE");
            pipeline.fill("t").recover();
            assertThat(pipeline.delays()).anySatisfy(why -> assertThat(why).contains("somebody has locked the table"));
        }

        pipeline.recover();

        assertThat(pipeline.rows("t")).isEqualTo(List.of("1,one"));
    }

    /** It stands in the lake still, and lacks something: what its topic had, say. */
    @Test
    void aTableThatIsNotThereAnyMoreIsAskedForOnce() throws Exception {
        long written = source.transaction("INSERT INTO inventory.t VALUES (1, 'one')");
        pipeline.batch(0, t.at(written, written, 1).transaction(written).insert("1", "one"));
        pipeline.topics().delete(t.topic());
        source.run("DROP TABLE inventory.t");
        pipeline.watchTopics().recover();
        assertThat(pipeline.rows("t")).containsExactly("1,one");

        pipeline.watchTopics().recover().watchTopics();

        assertThat(pipeline.isToBeFilled("t")).isFalse();
        assertThat(state().incomplete()).isNotNull();
    }

    /** The server makes the rows of a prepared transaction visible after their commit is in its log: a view between the two would lack them. */
    @Test
    void aViewIsTakenAnewWhenAPreparedTransactionIsCommittedMeanwhile() throws Exception {
        source.run("XA START 'a'", "INSERT INTO inventory.t VALUES (1, 'one')", "XA END 'a'", "XA PREPARE 'a'");
        AtomicInteger taken = new AtomicInteger();
        try (Connection connection = source.server().connect()) {
            new PreparedCommits(connection, new TableName("inventory", "t")).without(() -> {
                if (taken.incrementAndGet() == 1) {
                    source.run("XA COMMIT 'a'");
                }
                return null;
            });
        }

        assertThat(taken).hasValue(2);
    }
}
