package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Somebody's database of the oldest release: examined before anything starts, captured exactly, left as it was found. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(SharedPipeline.ANOTHER)
class ExternalPostgresIT {

    private static final String SLOTS = "SELECT count(*) FROM pg_replication_slots";

    private ExternalPostgres database;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        database = ExternalPostgres.start();
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.orders (id int PRIMARY KEY, v text)",
                "INSERT INTO shop.orders VALUES (1, 'before')");
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    @Test
    void allThatIsMissingIsToldAtOnceWithTheSqlThatMendsIt() {
        CommandLineRun run = up(database.manifest(folder, "Initial", ExternalPostgres.PASSWORD));

        assertThat(run.code()).isNotZero();
        assertThat(run.errors().lines())
                .anySatisfy(line -> assertThat(line).contains("ALTER ROLE cdc_reader REPLICATION"))
                .anySatisfy(line -> assertThat(line).contains("GRANT", "shop.orders", "TO cdc_reader"))
                .anySatisfy(line -> assertThat(line).contains("CREATE PUBLICATION", "FOR TABLE shop.orders"));
        assertThat(database.query(SLOTS)).isEqualTo("0");
    }

    @Test
    void aWrongPasswordIsToldBeforeAnythingStarts() {
        CommandLineRun run = up(database.manifest(folder, "Initial", "no-such-password"));

        assertThat(run.code()).isNotZero();
        assertThat(run.errors()).contains("cdc_reader", "password").doesNotContain("no-such-password");
    }

    @Test
    void everyTypeIsCapturedExactlyWhateverTheRoleSays() throws Exception {
        List<TypeSample> samples = TypeSample.oldest();
        prepare();
        database.execute(TypeSample.table("shop.types_copied", samples).toArray(String[]::new));
        database.execute(
                "ALTER ROLE cdc_reader SET intervalstyle = 'sql_standard'",
                "ALTER ROLE cdc_reader SET bytea_output = 'escape'",
                "ALTER ROLE cdc_reader SET extra_float_digits = -3",
                "ALTER ROLE cdc_reader SET timezone = 'America/Sao_Paulo'");

        try (TestPipeline pipeline = pipeline("Initial")) {
            TypeSample.assertExact(pipeline, "shop.types_copied", samples);
            database.execute(TypeSample.table("shop.types_streamed", samples).toArray(String[]::new));
            TypeSample.assertExact(pipeline, "shop.types_streamed", samples);
        }
    }

    @Test
    void itGoesOnWhateverBecameOfOtherTablesAndIsLeftAsItWasFound() throws Exception {
        prepare();
        TestPipeline pipeline = pipeline("Initial");
        try (pipeline) {
            assertThat(pipeline.lake("SELECT id, v FROM shop.orders")).containsExactly("1|before");
            CommandLineRun down = pipeline.cdc("down");
            database.execute(
                    "INSERT INTO shop.orders VALUES (2, 'meanwhile')",
                    "CREATE TABLE shop.closed (id int PRIMARY KEY)",
                    "REVOKE SELECT ON shop.closed FROM cdc_reader");
            assertThat(down.errors()).contains("Replication slot", "stays", "cdc down --delete");

            pipeline.up();
            pipeline.awaitLake("SELECT id, v FROM shop.orders ORDER BY id", "1|before", "2|meanwhile");
            assertThat(pipeline.cdc("status").output()).contains("may not read shop.closed", "GRANT");
            database.execute("INSERT INTO shop.closed VALUES (7)", "GRANT SELECT ON shop.closed TO cdc_reader");
            assertThat(pipeline.lake("SELECT * FROM shop.closed")).containsExactly("7");
        }
        CommandLineRun delete = pipeline.cdc("down", "--delete");

        assertThat(delete.code()).as(delete.errors()).isZero();
        assertThat(delete.errors()).contains("Dropped replication slot", "must be owner of publication");
        assertThat(database.query(SLOTS)).isEqualTo("0");
        assertThat(pipeline.home().dir()).doesNotExist();
    }

    @Test
    void withoutASnapshotAllChangesSinceTheStartArrive() throws Exception {
        prepare();
        try (TestPipeline pipeline = pipeline("Never")) {
            pipeline.cdc("down");
            database.execute("INSERT INTO shop.orders VALUES (2, 'while it was down')");
            pipeline.up();

            assertThat(pipeline.lake("SELECT id, v FROM shop.orders")).containsExactly("2|while it was down");
        }
    }

    private TestPipeline pipeline(String snapshot) {
        return TestPipeline.start(folder, database.manifest(folder, snapshot, ExternalPostgres.PASSWORD));
    }

    private void prepare() {
        CommandLineRun plan = CommandLineRun.of(
                "render",
                database.manifest(folder, "Initial", ExternalPostgres.PASSWORD).toString());
        database.execute(
                "ALTER ROLE cdc_reader REPLICATION",
                "GRANT USAGE ON SCHEMA shop TO cdc_reader",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO cdc_reader",
                "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO cdc_reader",
                "CREATE PUBLICATION " + name(plan.output(), "publication.name") + " FOR ALL TABLES");
    }

    private static String name(String plan, String setting) {
        return plan.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(setting + ":"))
                .map(line -> line.substring(setting.length() + 1).strip().replace("\"", ""))
                .findFirst()
                .orElseThrow();
    }

    private CommandLineRun up(Path manifest) {
        return CommandLineRun.of(
                "up",
                manifest.toString(),
                "--detach",
                "--dir",
                folder.resolve("refused").toString());
    }
}
