package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.RowDifference;
import io.cdcpipeline.contract.TableVerification;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Given a table of a real MariaDB and its copy, when the two are compared, then that is told which differs, and nothing else. */
class MariaDbVerifyIT extends MariaDbAndLake {

    /** No connector reads the log here: it has noted what one would that has brought all to Kafka. */
    private void confirm() {
        pipeline.topics()
                .noteOffset("{\"file\": \"binlog.000001\", \"pos\": 4, \"gtids\": \"0-1-" + source.number() + "\"}");
    }

    private TableVerification verify() throws Exception {
        confirm();
        return pipeline.verify("t");
    }

    @Test
    void rowsOfAllTypesAreEqualToWhatBecameOfThem() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "SET sql_mode = ''; CREATE TABLE inventory.t (name varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY,"
                        + " a bigint unsigned, b decimal(65,30), c decimal(10,4), d float, e double, f date, g datetime(6),"
                        + " h timestamp(3) NULL, i time(2), j bit(7), k binary(3), l blob, m enum('x','y'), n uuid,"
                        + " o point, p year, q text CHARACTER SET latin1) ENGINE = InnoDB;"
                        + " INSERT INTO inventory.t VALUES ('a', 18446744073709551615, 1.5, 2.5, 0.1, 1e-300, '2024-02-29',"
                        + " '0001-01-01 00:00:00.000001', '2038-01-19 03:14:07.999', '-838:59:59', b'1', 'a', 0x00ff, 'y',"
                        + " '123e4567-e89b-12d3-a456-426655440000', point(1, 2), 1999, 'é'),"
                        + " ('b', 0, 0, 0, -0.0, 1e17, '0000-00-00', '0000-00-00 00:00:00', NULL, NULL, NULL, NULL, NULL,"
                        + " NULL, NULL, NULL, NULL, '')");
        pipeline.fill("t").recover();

        TableVerification verified = verify();

        assertThat(verified.failure()).isNull();
        assertThat(verified.differences()).isEmpty();
        assertThat(verified.rows()).isEqualTo(2);
        assertThat(verified.isEqual()).isTrue();
    }

    @Test
    void rowsThatDifferAreToldByKeyAndColumn() throws Exception {
        source.run("INSERT INTO inventory.t SELECT seq, concat('v', seq) FROM inventory.seq_1_to_5000");
        pipeline.fill("t").recover();
        long later = source.number() + 1;
        pipeline.batch(
                0,
                t.at(later, later, 1).transaction(later).update(new String[] {"77", "v77"}, "77", "wrong"),
                t.at(later, later, 2).delete("78", "v78"),
                t.at(later, later, 3).insert("9999", "surplus"));
        source.run("CREATE DATABASE other", "DROP DATABASE other");

        TableVerification verified = verify();

        assertThat(verified.rows()).isEqualTo(5000);
        assertThat(verified.differing()).isEqualTo(3);
        assertThat(verified.differences())
                .extracting(d -> d.key().get(0) + " " + d.kind())
                .containsExactlyInAnyOrder("77 DIFFERENT", "78 ONLY_IN_SOURCE", "9999 ONLY_IN_LAKE");
        assertThat(verified.differences())
                .flatExtracting(RowDifference::values)
                .containsExactly(new RowDifference.Value("v", "v77", "wrong"));
    }

    @Test
    void changesBehindThePlaceAreNotComparedAndThoseBeforeItAreWaitedFor() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        pipeline.fill("t").recover();
        long before = source.transaction("UPDATE inventory.t SET v = 'before'");
        CompletableFuture<TableVerification> verified = waiting();
        long after = source.transaction("UPDATE inventory.t SET v = 'after'");
        pipeline.batch(
                0,
                t.at(before, before, 1).transaction(before).update(new String[] {"1", "one"}, "1", "before"),
                t.at(after, after, 1).transaction(after).update(new String[] {"1", "before"}, "1", "after"));
        confirm();

        assertThat(verified.get(2, TimeUnit.MINUTES).failure()).isNull();
        assertThat(verified.get().isEqual()).isTrue();
        assertThat(verified.get().version()).isEqualTo(pipeline.version("t") - 1);
        assertThat(pipeline.rows("t")).containsExactly("1,after");
    }

    /** A comparison that has its view, and waits until the connector has read the log up to it. */
    private CompletableFuture<TableVerification> waiting() throws InterruptedException {
        pipeline.topics().noteOffset("{\"gtids\": \"0-1-1\"}");
        CompletableFuture<TableVerification> verified = CompletableFuture.supplyAsync(() -> {
            try {
                return pipeline.verify("t");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        pipeline.topics().awaitAsked();
        return verified;
    }

    @Test
    void aTableWithoutAKeyIsComparedAsABag() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (v varchar(20)) ENGINE = InnoDB",
                "INSERT INTO inventory.t VALUES ('x'), ('x'), (NULL)");
        pipeline.fill("t").recover();
        assertThat(verify().isEqual()).isTrue();

        source.run("DELETE FROM inventory.t WHERE v = 'x' LIMIT 1");

        assertThat(verify().differences())
                .extracting(RowDifference::kind)
                .containsExactly(RowDifference.Kind.ONLY_IN_LAKE);
    }
}
