package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cli.CommandLineRun;
import io.cdcpipeline.local.query.JobStatusClient;
import io.cdcpipeline.local.source.SourceDatabase;
import java.sql.Connection;
import java.sql.Statement;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of tables by statements of which the log has no event: each ends equal by itself. */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class TableLifeIT {

    private final TestPipeline pipeline;

    TableLifeIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void rowsThatWereThereBeforeTheKeyArrive() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.ctas AS SELECT g AS id, 'row ' || g AS v FROM generate_series(1, 500) g",
                "ALTER TABLE inventory.ctas ADD PRIMARY KEY (id)",
                "CREATE TABLE inventory.dump (id int, v text)",
                "INSERT INTO inventory.dump VALUES (1, 'a'), (2, 'b')");
        pipeline.lake("SELECT 1");
        pipeline.source(
                "ALTER TABLE inventory.dump ADD PRIMARY KEY (id)", "INSERT INTO inventory.dump VALUES (3, 'c')");

        pipeline.awaitEqualToSource("inventory.ctas");
        pipeline.awaitEqualToSource("inventory.dump");
        assertThat(pipeline.lake("SELECT count(*) FROM inventory.ctas")).containsExactly("500");
    }

    @Test
    void anEmptyTableIsInTheLakeToo() throws Exception {
        pipeline.source("CREATE TABLE inventory.nothing_yet (id int PRIMARY KEY, v text)");

        assertThat(pipeline.lake("SELECT * FROM inventory.nothing_yet")).isEmpty();
        pipeline.source("INSERT INTO inventory.nothing_yet VALUES (1, 'one')");
        assertThat(pipeline.lake("SELECT * FROM inventory.nothing_yet")).containsExactly("1|one");
    }

    @Test
    void aTableThatTakesTheNameOfAnotherHasItsOwnRows() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.rate (id int PRIMARY KEY, v int)",
                "INSERT INTO inventory.rate VALUES (1, 1), (2, 2)");
        pipeline.lake("SELECT * FROM inventory.rate");
        pipeline.transaction(
                "CREATE TABLE inventory.rate_new (id int PRIMARY KEY, v int)",
                "INSERT INTO inventory.rate_new VALUES (2, 99), (3, 30)",
                "DROP TABLE inventory.rate",
                "ALTER TABLE inventory.rate_new RENAME TO rate");

        pipeline.awaitEqualToSource("inventory.rate");
        pipeline.source("UPDATE inventory.rate SET v = 31 WHERE id = 3");
        assertThat(pipeline.lake("SELECT * FROM inventory.rate ORDER BY id")).containsExactly("2|99", "3|31");
        assertThat(pipeline.cdc("status").output()).doesNotContainPattern("inventory.rate .*Incomplete");
    }

    @Test
    void aRewriteAndRenamedLabelsOfAnEnumAreRead() throws Exception {
        pipeline.source(
                "CREATE TYPE inventory.opinion AS ENUM ('good', 'bad')",
                "CREATE TABLE inventory.acct (id int PRIMARY KEY, cents int, view inventory.opinion)",
                "INSERT INTO inventory.acct VALUES (1, 1, 'good'), (2, 2, 'bad')");
        pipeline.lake("SELECT * FROM inventory.acct");
        pipeline.source("ALTER TABLE inventory.acct ALTER COLUMN cents TYPE bigint USING cents * 100");
        pipeline.awaitEqualToSource("inventory.acct");
        pipeline.source("ALTER TYPE inventory.opinion RENAME VALUE 'bad' TO 'poor'");

        pipeline.awaitEqualToSource("inventory.acct");
        assertThat(pipeline.lake("SELECT * FROM inventory.acct ORDER BY id"))
                .containsExactly("1|100|good", "2|200|poor");
    }

    @Test
    void fieldsOfACompositeTypeComeGoAndGetOtherNames() throws Exception {
        pipeline.source(
                "CREATE TYPE inventory.place AS (street text, city text)",
                "CREATE TABLE inventory.visits (id int PRIMARY KEY, at inventory.place)",
                "INSERT INTO inventory.visits VALUES (1, ('Rua A', 'Rio'))");
        pipeline.lake("SELECT * FROM inventory.visits");
        pipeline.source(
                "ALTER TYPE inventory.place ADD ATTRIBUTE zip text",
                "INSERT INTO inventory.visits VALUES (2, ('Rua B', 'Natal', '59000'))");
        pipeline.awaitEqualToSource("inventory.visits");
        pipeline.source(
                "ALTER TYPE inventory.place RENAME ATTRIBUTE city TO town",
                "ALTER TYPE inventory.place DROP ATTRIBUTE street",
                "INSERT INTO inventory.visits VALUES (3, ('Recife', '50000'))");

        pipeline.awaitEqualToSource("inventory.visits");
        pipeline.source("UPDATE inventory.visits SET at.zip = '20000' WHERE id = 1");
        assertThat(pipeline.lake("SELECT id, at.town, at.zip FROM inventory.visits ORDER BY id"))
                .containsExactly("1|Rio|20000", "2|Natal|59000", "3|Recife|50000");
        assertThat(pipeline.cdc("status").output()).doesNotContainPattern("inventory.visits .*(Incomplete|Failed)");
    }

    @Test
    void partitionsThatComeAndGoTakeTheirRowsWithThem() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.ev (day date, id int, PRIMARY KEY (day, id)) PARTITION BY RANGE (day)",
                "CREATE TABLE inventory.ev_1 PARTITION OF inventory.ev FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')",
                "CREATE TABLE inventory.ev_2 PARTITION OF inventory.ev FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')",
                "INSERT INTO inventory.ev VALUES ('2026-01-05', 1), ('2026-02-05', 2)");
        assertThat(pipeline.lake("SELECT count(*) FROM inventory.ev")).containsExactly("2");
        pipeline.source(
                "CREATE TABLE inventory.ev_3 (day date, id int, PRIMARY KEY (day, id))",
                "INSERT INTO inventory.ev_3 VALUES ('2026-03-05', 3)",
                "ALTER TABLE inventory.ev ATTACH PARTITION inventory.ev_3 FOR VALUES FROM ('2026-03-01') TO ('2026-04-01')",
                "DROP TABLE inventory.ev_1",
                "TRUNCATE inventory.ev_2");

        pipeline.awaitEqualToSource("inventory.ev");
        assertThat(pipeline.lake("SELECT id FROM inventory.ev")).containsExactly("3");
    }

    @Test
    void columnsThatAreRenamedOrMadeAgainHaveTheirOwnValues() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.cols (id int PRIMARY KEY, v text, x int)",
                "INSERT INTO inventory.cols VALUES (1, 'one', 1), (2, 'two', 2)");
        pipeline.lake("SELECT * FROM inventory.cols");
        pipeline.source("ALTER TABLE inventory.cols RENAME v TO w");
        pipeline.awaitEqualToSource("inventory.cols");
        pipeline.transaction(
                "ALTER TABLE inventory.cols DROP COLUMN x", "ALTER TABLE inventory.cols ADD COLUMN x int DEFAULT 7");

        pipeline.awaitEqualToSource("inventory.cols");
        assertThat(pipeline.lake("SELECT id, w, x FROM inventory.cols ORDER BY id"))
                .containsExactly("1|one|7", "2|two|7");
    }

    /** The source has noted it: nothing is read again. */
    @Test
    void columnsAreFollowedByTheirNumbersWithoutAFill() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.noted (id int PRIMARY KEY, v text, x text)",
                "INSERT INTO inventory.noted VALUES (1, 'one', 'a'), (2, 'two', 'b')");
        assertThat(pipeline.lake("SELECT count(*) FROM inventory.noted")).containsExactly("2");
        long fills = log("inventory.noted").fills();

        pipeline.source("ALTER TABLE inventory.noted RENAME v TO w");
        awaitRows("SELECT id, w, x FROM inventory.noted ORDER BY id", "1|one|a", "2|two|b");

        pipeline.transaction(
                "INSERT INTO inventory.noted VALUES (3, 'three', 'c')",
                "ALTER TABLE inventory.noted DROP COLUMN x",
                "ALTER TABLE inventory.noted ADD COLUMN x text DEFAULT 'new'",
                "ALTER TABLE inventory.noted ALTER COLUMN x DROP DEFAULT",
                "INSERT INTO inventory.noted VALUES (4, 'four', 'd')");
        awaitRows(
                "SELECT id, w, x FROM inventory.noted ORDER BY id",
                "1|one|new",
                "2|two|new",
                "3|three|new",
                "4|four|d");

        pipeline.source("ALTER TABLE inventory.noted DROP COLUMN w, ADD COLUMN w text");
        awaitRows("SELECT id, w, x FROM inventory.noted ORDER BY id", "1|∅|new", "2|∅|new", "3|∅|new", "4|∅|d");
        assertThat(log("inventory.noted").fills()).isEqualTo(fills);
        pipeline.assertEqualToSource("inventory.noted");
    }

    /** A column may not be there at first. */
    private void awaitRows(String query, String... rows) {
        Awaitility.await().atMost(TestPipeline.PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(
                        pipeline.read(query))
                .containsExactly(rows));
    }

    private DeltaLogFolder log(String table) {
        return JobStatusClient.ask(pipeline.endpoints().statusUrl()).orElseThrow().tables().stream()
                .filter(t -> t.name().equals(table))
                .map(t -> DeltaLogFolder.of(t.path()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDefaultThatIsDroppedInTheSameTransactionIsWhatRowsHave() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.tiers (id int PRIMARY KEY)", "INSERT INTO inventory.tiers VALUES (1), (2)");
        pipeline.lake("SELECT * FROM inventory.tiers");
        pipeline.transaction(
                "ALTER TABLE inventory.tiers ADD COLUMN tier text DEFAULT 'basic'",
                "ALTER TABLE inventory.tiers ALTER COLUMN tier DROP DEFAULT");
        pipeline.source("INSERT INTO inventory.tiers VALUES (3, 'gold')");

        pipeline.awaitEqualToSource("inventory.tiers");
    }

    @Test
    void aTableThatIsDroppedIsGoneAndStaysUntilItIsMadeAgain() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.dropped (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.dropped VALUES (1, 'one')");
        pipeline.lake("SELECT * FROM inventory.dropped");
        pipeline.source("INSERT INTO inventory.dropped VALUES (2, 'the last')", "DROP TABLE inventory.dropped");

        awaitStatus("inventory.dropped .*Gone");
        assertThat(pipeline.lake("SELECT * FROM inventory.dropped ORDER BY id")).containsExactly("1|one", "2|the last");
        assertThat(pipeline.cdc("status").code()).isZero();

        pipeline.source(
                "CREATE TABLE inventory.dropped (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.dropped VALUES (3, 'again')");
        pipeline.awaitEqualToSource("inventory.dropped");
        awaitStatus("inventory.dropped .*Live");
    }

    @Test
    void aTableThatIsRenamedIsGoneAndAnotherBegins() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.called_a (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.called_a VALUES (1, 'one')");
        pipeline.lake("SELECT * FROM inventory.called_a");
        pipeline.source("ALTER TABLE inventory.called_a RENAME TO called_b");

        pipeline.awaitEqualToSource("inventory.called_b");
        awaitStatus("inventory.called_a .*Gone");
    }

    private void awaitStatus(String line) {
        Awaitility.await()
                .atMost(TestPipeline.PATIENCE)
                .untilAsserted(() -> assertThat(pipeline.cdc("status").output()).containsPattern(line));
    }

    @Test
    void aTableIsFilledAnewOnDemand() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.again (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.again SELECT g, 'row ' || g FROM generate_series(1, 1000) g");
        pipeline.lake("SELECT 1");

        CommandLineRun run = pipeline.cdc("snapshot", "inventory.again");

        assertThat(run.code()).as(run.errors()).isZero();
        assertThat(run.output()).contains("inventory.again: 1,000 rows in ");
        pipeline.source("DELETE FROM inventory.again WHERE id > 10");
        pipeline.assertEqualToSource("inventory.again");
    }

    @Test
    void smallFilesOfATableAreTakenTogetherOnDemand() throws Exception {
        pipeline.source("CREATE TABLE inventory.pieces (id int PRIMARY KEY, v text)");
        for (int i = 1; i <= 3; i++) {
            pipeline.source("INSERT INTO inventory.pieces VALUES (" + i + ", 'piece')");
            pipeline.lake("SELECT count(*) FROM inventory.pieces");
        }

        CommandLineRun run = pipeline.cdc("compact", "inventory.pieces");

        assertThat(run.code()).as(run.errors()).isZero();
        assertThat(run.output()).contains("1 table: 3 files became 1");
        pipeline.source("UPDATE inventory.pieces SET v = 'whole' WHERE id = 2");
        pipeline.assertEqualToSource("inventory.pieces");
    }

    @Test
    void aTableThatIsNotInTheLakeIsNotCompacted() {
        CommandLineRun run = pipeline.cdc("compact", "inventory.no_such_table");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errors()).contains("table inventory.no_such_table is not in the lake");
    }

    @Test
    void aTableThatIsNotInTheLakeYetKeepsNoOtherFromBeingCompared() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.compared (id int PRIMARY KEY)", "INSERT INTO inventory.compared VALUES (1)");
        pipeline.awaitEqualToSource("inventory.compared");
        try (Connection open = new SourceDatabase(pipeline.endpoints()).connect();
                Statement sql = open.createStatement()) {
            open.setAutoCommit(false);
            // A fill waits for whoever may have written to the table before it was published.
            sql.execute("SELECT pg_current_xact_id()");
            pipeline.source("CREATE TABLE inventory.kept_waiting (id int PRIMARY KEY)");

            CommandLineRun run =
                    pipeline.cdc("verify", "--timeout", "5s", "inventory.compared", "inventory.kept_waiting");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.output())
                    .contains("inventory.compared: equal, 1 row")
                    .contains("inventory.kept_waiting: NOT COMPARED, it is not in the lake yet");
        }
        pipeline.awaitEqualToSource("inventory.kept_waiting");
    }

    @Test
    void aTableThatIsNotCapturedIsNotFilled() {
        CommandLineRun run = pipeline.cdc("snapshot", "inventory.no_such_table");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains("There is no captured table inventory.no_such_table");
    }
}
