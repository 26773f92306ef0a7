package io.cdcpipeline.plan.source;

import static io.cdcpipeline.plan.source.DatabaseRoles.REPLICATION;
import static io.cdcpipeline.plan.source.DatabaseRoles.SUPERUSER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.catalog.NotesSql;
import io.cdcpipeline.contract.catalog.TableNotes;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Samples;
import io.cdcpipeline.plan.Settings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which columns a real database has noted for each row of its log, whatever was done to the table before and after. */
class TableNotesIT {

    private static final String UNKNOWN = "unknown";

    /** The note that holds for each inserted row, by the row's own place in the log. */
    private static final String HOLDING = """
            SELECT CASE WHEN d.columns IS NULL THEN 'unknown' ELSE (
              SELECT string_agg(k || ':' || (v ->> 'name'), ' ' ORDER BY k::int) FROM jsonb_each(d.columns) c(k, v)
              WHERE v <> 'null') END
            FROM pg_logical_slot_get_binary_changes('notes', NULL, NULL,
              'proto_version', '1', 'publication_names', 'cdc_shop__inventory') WITH ORDINALITY change
            LEFT JOIN LATERAL (
              SELECT * FROM cdc.ddl
              WHERE relation = ('x' || encode(substr(change.data, 2, 4), 'hex'))::bit(32)::bigint::oid AND lsn <= change.lsn
              ORDER BY lsn DESC, id DESC LIMIT 1) d ON true
            WHERE get_byte(change.data, 0) = 73 ORDER BY change.ordinality""";

    private static ManagedDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = ManagedDatabase.start(Planner.plan(Samples.pipeline("inventory"), Settings.defaults()), "inventory");
        database.query(SUPERUSER, "SELECT pg_create_logical_replication_slot('notes', 'pgoutput')");
        database.execute(
                SUPERUSER, "CREATE ROLE stranger LOGIN PASSWORD 'x'; CREATE SCHEMA n; GRANT ALL ON SCHEMA n TO app");
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void clean() throws SQLException {
        database.execute(SUPERUSER, "DROP SCHEMA n CASCADE; CREATE SCHEMA n; GRANT ALL ON SCHEMA n TO app");
        held();
    }

    @Test
    void eachRowHasTheColumnsOfItsPlaceWithinATransactionToo() throws SQLException {
        run(
                "CREATE TABLE n.t (id int PRIMARY KEY, v text)",
                "INSERT INTO n.t VALUES (1, 'a')",
                "BEGIN; INSERT INTO n.t VALUES (2, 'b'); ALTER TABLE n.t RENAME v TO w; INSERT INTO n.t VALUES (3, 'c');"
                        + " ALTER TABLE n.t DROP COLUMN w, ADD COLUMN w text; INSERT INTO n.t VALUES (4, 'd'); COMMIT",
                "INSERT INTO n.t VALUES (5, 'e')");

        assertThat(held()).containsExactly("1:id 2:v", "1:id 2:v", "1:id 2:w", "1:id 3:w", "1:id 3:w");
        assertThat(follows("n.t")).containsExactly("f", "t", "t");
    }

    @Test
    void whatOlderRowsHaveIsWhatTheFirstNoteSays() throws SQLException {
        run(
                "CREATE TABLE n.t (id int PRIMARY KEY)",
                "INSERT INTO n.t VALUES (1)",
                "BEGIN; ALTER TABLE n.t ADD COLUMN tier text DEFAULT 'basic'; ALTER TABLE n.t ALTER COLUMN tier DROP DEFAULT; COMMIT",
                "SET IntervalStyle = 'sql_standard'; SET TimeZone = 'America/Sao_Paulo';"
                        + " ALTER TABLE n.t ADD COLUMN at timestamptz DEFAULT '2026-01-02 03:04:05+00'",
                "ALTER TABLE n.t ADD COLUMN list int[] DEFAULT '{1,2}', ADD COLUMN plain text",
                "BEGIN; ALTER TABLE n.t ADD COLUMN each float DEFAULT random(); ALTER TABLE n.t ALTER COLUMN each DROP DEFAULT; COMMIT",
                "ALTER TABLE n.t ADD COLUMN area box DEFAULT '(1,1),(0,0)'");

        assertThat(initial("n.t", 2)).isEqualTo("{\"text\": \"basic\", \"known\": true}");
        assertThat(initial("n.t", 3)).isEqualTo("{\"text\": \"2026-01-02 03:04:05+00\", \"known\": true}");
        assertThat(initial("n.t", 4)).isEqualTo("{\"text\": \"{1,2}\", \"known\": true}");
        assertThat(initial("n.t", 5)).isEqualTo("{\"known\": true}");
        assertThat(initial("n.t", 6)).as("each row has its own").isEqualTo("{}");
        assertThat(initial("n.t", 7)).isEqualTo("{\"text\": \"(1,1),(0,0)\", \"known\": true}");
        assertThat(database.query(
                        SUPERUSER,
                        "SELECT atthasmissing FROM pg_attribute WHERE attrelid = 'n.t'::regclass AND attnum = 2"))
                .as("the rewrite has taken it out of the catalogue")
                .isEqualTo("f");
    }

    @Test
    void partitionsTellWhatOlderRowsOfTheirRootHave() throws SQLException {
        run(
                "CREATE TABLE n.t (id int PRIMARY KEY) PARTITION BY RANGE (id);"
                        + " CREATE TABLE n.t1 PARTITION OF n.t FOR VALUES FROM (0) TO (10)",
                "INSERT INTO n.t VALUES (1)",
                "ALTER TABLE n.t ADD COLUMN v text DEFAULT 'old'; ALTER TABLE n.t ALTER COLUMN v DROP DEFAULT",
                "INSERT INTO n.t VALUES (2, 'new')");

        assertThat(held()).containsExactly("1:id", "1:id 2:v");
        assertThat(initial("n.t", 2)).isEqualTo("{\"text\": \"old\", \"known\": true}");
        assertThat(follows("n.t1")).isEmpty();
    }

    @Test
    void whatASavepointTakesBackTakesItsNoteBack() throws SQLException {
        run(
                "CREATE TABLE n.t (id int PRIMARY KEY, v text)",
                "BEGIN; SAVEPOINT s; ALTER TABLE n.t DROP COLUMN v, ADD COLUMN v text; INSERT INTO n.t VALUES (1, 'never');"
                        + " ROLLBACK TO s; INSERT INTO n.t VALUES (2, 'b'); SAVEPOINT r; ALTER TABLE n.t RENAME v TO w; RELEASE r;"
                        + " INSERT INTO n.t VALUES (3, 'c'); ALTER TABLE n.t RENAME w TO x; INSERT INTO n.t VALUES (4, 'd'); COMMIT");

        assertThat(held()).containsExactly("1:id 2:v", "1:id 2:w", "1:id 2:x");
        assertThat(follows("n.t")).containsExactly("f", "t", "t");
    }

    /** Its rows come before the trigger. */
    @Test
    void aTableThatIsMadeWithItsRowsIsNotedFromTheBeginning() throws SQLException {
        run(
                "CREATE TABLE n.t AS SELECT 1 AS id, 'a' AS v",
                "SELECT 2 AS id INTO n.u",
                "CREATE TABLE n.w (id int)",
                "ALTER TABLE n.t RENAME v TO w");

        assertThat(list("SELECT relation::regclass || ' ' || (lsn = '0/0') FROM cdc.ddl"
                        + " WHERE relation IN ('n.t'::regclass, 'n.u'::regclass, 'n.w'::regclass) ORDER BY id"))
                .containsExactly("n.t true", "n.u true", "n.w true", "n.t false");
    }

    @Test
    void aTableThatIsThereAlreadyIsNotTakenForANewOne() throws SQLException {
        run("BEGIN; CREATE TABLE n.t (id int PRIMARY KEY, v text); INSERT INTO n.t VALUES (1, 'a');"
                + " ALTER TABLE n.t DROP COLUMN v, ADD COLUMN v text; CREATE TABLE IF NOT EXISTS n.t (id int);"
                + " INSERT INTO n.t VALUES (2, 'b'); COMMIT");

        assertThat(held()).containsExactly("1:id 2:v", "1:id 3:v");
    }

    @Test
    void whatCascadeTakesFromATableIsNoted() throws SQLException {
        run(
                "CREATE TYPE n.mood AS ENUM ('good'); CREATE DOMAIN n.cents AS int",
                "CREATE TABLE n.t (id int PRIMARY KEY, m n.mood, c n.cents)",
                "INSERT INTO n.t VALUES (1, 'good', 1)",
                "DROP TYPE n.mood CASCADE",
                "INSERT INTO n.t VALUES (2, 2)",
                "DROP DOMAIN n.cents CASCADE",
                "INSERT INTO n.t VALUES (3)");

        assertThat(held()).containsExactly("1:id 2:m 3:c", "1:id 3:c", "1:id");
        assertThat(follows("n.t")).containsExactly("f", "t", "t");
    }

    @Test
    void childrenAndTablesOfATypeChangeWithIt() throws SQLException {
        run(
                "CREATE TABLE n.parent (id int PRIMARY KEY, v text); CREATE TABLE n.child (PRIMARY KEY (id)) INHERITS (n.parent)",
                "CREATE TYPE n.kind AS (id int, v text); CREATE TABLE n.typed OF n.kind",
                "ALTER TABLE n.parent RENAME v TO w; ALTER TYPE n.kind RENAME ATTRIBUTE v TO w CASCADE",
                "INSERT INTO n.child VALUES (1, 'a'); INSERT INTO n.typed VALUES (1, 'a')",
                "ALTER TABLE n.parent DROP COLUMN w; ALTER TYPE n.kind DROP ATTRIBUTE w CASCADE",
                "INSERT INTO n.child VALUES (2); INSERT INTO n.typed VALUES (2)");

        assertThat(held()).containsExactly("1:id 2:w", "1:id 2:w", "1:id", "1:id");
    }

    @Test
    void aSessionThatFiresNoTriggersIsNotedAllTheSame() throws SQLException {
        run("CREATE TABLE n.t (id int PRIMARY KEY, v text); GRANT ALL ON n.t TO app");
        database.execute(SUPERUSER, "SET session_replication_role = replica; ALTER TABLE n.t RENAME v TO w");
        run("INSERT INTO n.t VALUES (1, 'a')");

        assertThat(held()).containsExactly("1:id 2:w");
    }

    @Test
    void anotherTriggerWritesItsRowsBehindTheNote() throws SQLException {
        run("CREATE TABLE n.t (id serial PRIMARY KEY, v text)");
        database.execute(SUPERUSER, """
                CREATE FUNCTION public.write_row() RETURNS event_trigger LANGUAGE plpgsql AS
                  $$BEGIN INSERT INTO n.t (v) VALUES ('of a trigger'); END$$;
                CREATE EVENT TRIGGER a_first ON ddl_command_end WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION public.write_row()""");
        try {
            run("ALTER TABLE n.t DROP COLUMN v, ADD COLUMN v text");
        } finally {
            database.execute(SUPERUSER, "DROP EVENT TRIGGER a_first; DROP FUNCTION public.write_row()");
        }

        assertThat(held()).containsExactly("1:id 3:v");
    }

    @Test
    void whoMayDoNothingElseMayAlterHisTable() throws SQLException {
        database.execute(SUPERUSER, "GRANT ALL ON SCHEMA n TO stranger");
        database.execute(
                SUPERUSER,
                "SET ROLE stranger; CREATE TABLE n.t (id int PRIMARY KEY, v text);"
                        + " ALTER TABLE n.t RENAME v TO w; INSERT INTO n.t VALUES (1, 'a')");

        assertThat(held()).containsExactly("1:id 2:w");
        assertThat(database.query(
                        SUPERUSER,
                        "SELECT has_table_privilege('stranger', 'cdc.ddl', 'SELECT')"
                                + " OR has_function_privilege('stranger', 'cdc.note(oid, boolean)', 'EXECUTE')"))
                .isEqualTo("f");
    }

    @Test
    void theReaderOfChangesReadsNotes() throws SQLException {
        run("CREATE TABLE n.t (id int PRIMARY KEY)");

        assertThat(database.query(
                        REPLICATION,
                        "SELECT count(*) FROM cdc.ddl WHERE relation = 'n.t'::regclass"
                                + " AND system = (SELECT system_identifier FROM pg_control_system())"))
                .isEqualTo("1");
    }

    @Test
    void aFailureInsideIsAWarningAndWhatFollowsInTheTransactionIsNotBelieved() throws SQLException {
        run("CREATE TABLE n.t (id int PRIMARY KEY, v text)");
        database.execute(SUPERUSER, "ALTER TABLE cdc.ddl RENAME TO away");

        try (Connection connection = database.connect(SUPERUSER);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN; ALTER TABLE n.t DROP COLUMN v, ADD COLUMN v text");
            assertThat(statement.getWarnings().getMessage()).contains("columns of tables are not noted");
            statement.execute("ALTER TABLE cdc.away RENAME TO ddl; INSERT INTO n.t VALUES (1, 'a');"
                    + " ALTER TABLE n.t ADD COLUMN w text; INSERT INTO n.t VALUES (2, 'b', 'c'); COMMIT");
        }

        assertThat(held()).containsExactly("1:id 2:v", "1:id 3:v 4:w");
        assertThat(follows("n.t")).as("so that the first is not believed").containsExactly("f", "f");
    }

    @Test
    void aTableWhoseNoteAloneFailsIsUnknownUntilTheNext() throws SQLException {
        run("CREATE TABLE n.t (id int PRIMARY KEY, v text)");
        database.execute(SUPERUSER, "ALTER FUNCTION cdc.files_of RENAME TO away");
        try {
            run("ALTER TABLE n.t DROP COLUMN v, ADD COLUMN v text", "INSERT INTO n.t VALUES (1, 'a')");
        } finally {
            database.execute(SUPERUSER, "ALTER FUNCTION cdc.away RENAME TO files_of");
        }
        run("ALTER TABLE n.t ADD COLUMN w text", "INSERT INTO n.t VALUES (2, 'b', 'c')");

        assertThat(held()).containsExactly(UNKNOWN, "1:id 3:v 4:w");
        assertThat(follows("n.t")).containsOnly("f");
    }

    @Test
    void aNoteAfterAnUnseenChangeSaysThatItDoesNotFollow() throws SQLException {
        run("CREATE TABLE n.t (id int PRIMARY KEY, v text)");
        database.execute(
                SUPERUSER, "ALTER EVENT TRIGGER \"!cdc_commands\" DISABLE; ALTER EVENT TRIGGER \"!cdc_drops\" DISABLE");
        database.execute(SUPERUSER, "ALTER TABLE n.t DROP COLUMN v, ADD COLUMN v text");
        database.execute(
                SUPERUSER,
                "ALTER EVENT TRIGGER \"!cdc_commands\" ENABLE ALWAYS; ALTER EVENT TRIGGER \"!cdc_drops\" ENABLE ALWAYS");

        run("ALTER TABLE n.t ADD COLUMN w text");

        assertThat(follows("n.t")).containsExactly("f", "f");
    }

    /** Its queries would show the table as it was when the transaction began. */
    @Test
    void aTransactionThatDoesNotSeeWhatOthersDidSaysThatItDoesNotKnow() throws SQLException {
        for (String level : List.of("REPEATABLE READ", "SERIALIZABLE")) {
            run("DROP TABLE IF EXISTS n.t; CREATE TABLE n.t (id int PRIMARY KEY, v text)");
            held();
            try (Connection connection = database.connect(SUPERUSER);
                    Statement statement = connection.createStatement()) {
                statement.execute("BEGIN ISOLATION LEVEL " + level + "; SELECT 1 FROM pg_class");
                run("ALTER TABLE n.t DROP COLUMN v, ADD COLUMN v text");
                statement.execute("ALTER TABLE n.t ADD COLUMN w text; INSERT INTO n.t VALUES (1, 'a', 'b'); COMMIT");
            }
            assertThat(held()).as(level).containsExactly(UNKNOWN);
        }
    }

    @Test
    void statementsThatAlterNoColumnsAndTemporaryTablesAddNothing() throws SQLException {
        run("CREATE TABLE n.t (id int PRIMARY KEY, v text)");
        String before = database.query(SUPERUSER, "SELECT count(*) FROM cdc.ddl");

        run(
                "ALTER TABLE n.t ALTER COLUMN v SET STATISTICS 10; COMMENT ON COLUMN n.t.v IS 'x'; GRANT SELECT ON n.t TO PUBLIC;"
                        + " CREATE INDEX ON n.t (v); ALTER TABLE n.t RENAME TO u; VACUUM n.u",
                "CREATE TEMP TABLE quick (id int); ALTER TABLE quick ADD COLUMN v text; DROP TABLE quick");

        assertThat(database.query(SUPERUSER, "SELECT count(*) FROM cdc.ddl")).isEqualTo(before);
    }

    @Test
    void theNotesOfATableGoWithIt() throws SQLException {
        run("CREATE TABLE n.t (id int PRIMARY KEY, v text)");
        String oid = database.query(SUPERUSER, "SELECT 'n.t'::regclass::oid");

        run("DROP TABLE n.t");

        assertThat(database.query(SUPERUSER, "SELECT count(*) FROM cdc.ddl WHERE relation = " + oid))
                .isEqualTo("0");
    }

    @Test
    void theSqlMayBeRunAgainAndNotesWhatWasMissed() throws SQLException {
        run("CREATE TABLE n.t (id int PRIMARY KEY, v text)");
        database.execute(SUPERUSER, "ALTER EVENT TRIGGER \"!cdc_commands\" DISABLE; ALTER TABLE n.t RENAME v TO w");
        run("INSERT INTO n.t VALUES (1, 'a')");

        database.execute(SUPERUSER, NotesSql.of(REPLICATION));
        run("INSERT INTO n.t VALUES (2, 'b')");

        assertThat(held()).containsExactly("1:id 2:v", "1:id 2:w");
        assertThat(follows("n.t")).containsExactly("f", "f");
        assertThat(database.query(
                        SUPERUSER,
                        "SELECT count(*) FROM pg_event_trigger WHERE evtname LIKE '!cdc%' AND evtenabled = 'A'"))
                .isEqualTo("2");
    }

    /** With the same oids, and a log of its own. */
    @Test
    void aCopyOfTheDatabaseDoesNotBelieveTheNotesThatItBrought() throws SQLException {
        run("CREATE TABLE n.t (id int PRIMARY KEY, v text)");
        long table = Long.parseLong(database.query(SUPERUSER, "SELECT 'n.t'::regclass::oid"));
        database.executeIn("postgres", "CREATE DATABASE copy TEMPLATE inventory");

        try (Connection here = database.connect(REPLICATION);
                Connection copy = database.connect(SUPERUSER, "copy");
                Statement statement = copy.createStatement()) {
            assertThat(TableNotes.of(here::prepareStatement, table).newest()).isPresent();
            assertThat(TableNotes.of(copy::prepareStatement, table).newest()).isEmpty();
            statement.execute("ALTER TABLE n.t RENAME v TO w");
            assertThat(TableNotes.of(copy::prepareStatement, table).newest())
                    .hasValueSatisfying(n -> assertThat(n.columns()).containsKeys("id", "w"));
            assertThat(TableNotes.of(copy::prepareStatement, table).newestFirst())
                    .hasSize(1);
        } finally {
            database.executeIn("postgres", "DROP DATABASE copy");
        }
    }

    /** Each statement by itself, in one session. */
    private static void run(String... statements) throws SQLException {
        try (Connection connection = database.connect(SUPERUSER);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                for (String one : sql.split("; ")) {
                    statement.execute(one);
                }
            }
        }
    }

    /** Of each row that was inserted since the last call. */
    private static List<String> held() throws SQLException {
        return list(HOLDING);
    }

    private static List<String> follows(String table) throws SQLException {
        return list("SELECT follows FROM cdc.ddl WHERE relation = '" + table + "'::regclass ORDER BY lsn, id");
    }

    private static String initial(String table, int column) throws SQLException {
        return database.query(
                SUPERUSER,
                "SELECT initials -> '" + column + "' FROM cdc.ddl WHERE relation = '" + table
                        + "'::regclass ORDER BY lsn DESC, id DESC");
    }

    private static List<String> list(String sql) throws SQLException {
        try (Connection connection = database.connect(SUPERUSER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> list = new ArrayList<>();
            while (rows.next()) {
                list.add(rows.getString(1));
            }
            return list;
        }
    }
}
