package io.cdcpipeline.plan.source;

import static io.cdcpipeline.plan.source.DatabaseRoles.OWNER;
import static io.cdcpipeline.plan.source.DatabaseRoles.REPLICATION;
import static io.cdcpipeline.plan.source.DatabaseRoles.SUPERUSER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Samples;
import io.cdcpipeline.plan.Settings;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the SQL of a managed database does, in a real one. */
class DatabaseScriptsIT {

    private static final String DENIED = "42501";
    private static ManagedDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        CdcPipeline pipeline = Samples.pipeline("inventory");
        database = ManagedDatabase.start(Planner.plan(pipeline, Settings.defaults()), "inventory");
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Test
    void aNewTableIsPublishedInTheTransactionThatCreatesIt() throws SQLException {
        database.execute(OWNER, "CREATE SCHEMA a; CREATE TABLE a.t (id int PRIMARY KEY); INSERT INTO a.t VALUES (1)");

        assertThat(published("a.t")).isTrue();
        assertThat(database.query(REPLICATION, "SELECT count(*) FROM a.t")).isEqualTo("1");
    }

    @Test
    void tablesMadeInOtherWaysArePublishedToo() throws SQLException {
        database.execute(OWNER, "CREATE SCHEMA b CREATE TABLE t (id int PRIMARY KEY)");
        database.execute(OWNER, "CREATE TABLE b.copy AS SELECT * FROM b.t; SELECT * INTO b.second FROM b.t");
        database.execute(SUPERUSER, "CREATE TABLE b.of_another (id int PRIMARY KEY)");
        database.execute(OWNER, "CREATE UNLOGGED TABLE b.late (id int PRIMARY KEY)");
        assertThat(published("b.late")).isFalse();
        database.execute(OWNER, "ALTER TABLE b.late SET LOGGED");

        assertThat(published("b.t")).isTrue();
        assertThat(published("b.copy")).isTrue();
        assertThat(published("b.second")).isTrue();
        assertThat(published("b.of_another")).isTrue();
        assertThat(published("b.late")).isTrue();
    }

    @Test
    void whatIsNoTableOfTheUsersIsNotPublished() throws SQLException {
        database.execute(
                OWNER,
                "CREATE SCHEMA c; CREATE VIEW c.v AS SELECT 1 AS one; CREATE MATERIALIZED VIEW c.m AS SELECT 1 AS one;"
                        + " CREATE SEQUENCE c.s; CREATE TEMP TABLE temporary (id int); CREATE UNLOGGED TABLE c.u (id int)");

        assertThat(database.query(
                        SUPERUSER,
                        "SELECT count(*) FROM pg_publication_tables WHERE schemaname IN ('c', 'cdc') OR schemaname LIKE"
                                + " 'pg_%'"))
                .isEqualTo("0");
    }

    @Test
    void aTableWithoutKeyCanStillBeChangedByItsOwner() throws SQLException {
        database.execute(OWNER, "CREATE SCHEMA d; CREATE TABLE d.t (a int); INSERT INTO d.t VALUES (1)");

        database.execute(OWNER, "UPDATE d.t SET a = 2; DELETE FROM d.t");

        assertThat(identity("d.t")).isEqualTo("f");
    }

    @Test
    void aKeyThatComesLaterEndsTheLoggingOfWholeRows() throws SQLException {
        database.execute(OWNER, "CREATE SCHEMA e; CREATE TABLE e.t (a int); ALTER TABLE e.t ADD PRIMARY KEY (a)");
        assertThat(identity("e.t")).isEqualTo("d");

        database.execute(OWNER, "ALTER TABLE e.t DROP CONSTRAINT t_pkey; UPDATE e.t SET a = 1");

        assertThat(identity("e.t")).isEqualTo("f");
    }

    @Test
    void aReplicaIdentityThatTheUserChoseStays() throws SQLException {
        database.execute(
                OWNER,
                "CREATE SCHEMA f; CREATE TABLE f.t (a int PRIMARY KEY, b int NOT NULL UNIQUE);"
                        + " ALTER TABLE f.t REPLICA IDENTITY FULL; ALTER TABLE f.t ADD COLUMN c int");
        assertThat(identity("f.t")).isEqualTo("f");

        database.execute(OWNER, "ALTER TABLE f.t REPLICA IDENTITY USING INDEX t_b_key");

        assertThat(identity("f.t")).isEqualTo("i");
    }

    @Test
    void noIdentityAtAllDoesNotStopTheOwner() throws SQLException {
        database.execute(
                OWNER,
                "CREATE SCHEMA n; CREATE TABLE n.t (a int PRIMARY KEY); ALTER TABLE n.t REPLICA IDENTITY NOTHING;"
                        + " INSERT INTO n.t VALUES (1)");

        database.execute(OWNER, "UPDATE n.t SET a = 2");

        assertThat(identity("n.t")).isEqualTo("f");
    }

    @Test
    void aDeferrableKeyIsNoneForReplication() throws SQLException {
        database.execute(OWNER, "CREATE SCHEMA g; CREATE TABLE g.t (a int PRIMARY KEY DEFERRABLE)");

        database.execute(OWNER, "INSERT INTO g.t VALUES (1); UPDATE g.t SET a = 2");

        assertThat(identity("g.t")).isEqualTo("f");
    }

    @Test
    void partitionsArePublishedAsTheirRoot() throws SQLException {
        database.execute(
                OWNER,
                "CREATE SCHEMA h; CREATE TABLE h.t (a int, b int) PARTITION BY RANGE (a);"
                        + " CREATE TABLE h.t1 PARTITION OF h.t FOR VALUES FROM (0) TO (10);"
                        + " CREATE TABLE h.t2 (a int, b int); ALTER TABLE h.t ATTACH PARTITION h.t2 FOR VALUES FROM (10) TO (20);"
                        + " INSERT INTO h.t VALUES (1, 1), (11, 1)");

        database.execute(OWNER, "UPDATE h.t SET b = 2; UPDATE h.t SET a = 12 WHERE a = 1; DELETE FROM h.t2");

        assertThat(published("h.t")).isTrue();
        assertThat(published("h.t1")).isFalse();
        assertThat(database.query(REPLICATION, "SELECT count(*) FROM h.t")).isEqualTo("0");
    }

    @Test
    void aPartitionThatIsDetachedIsATableOfItsOwn() throws SQLException {
        database.execute(
                OWNER,
                "CREATE SCHEMA i; CREATE TABLE i.t (a int PRIMARY KEY, b int) PARTITION BY RANGE (a);"
                        + " CREATE TABLE i.t1 PARTITION OF i.t FOR VALUES FROM (0) TO (10);"
                        + " CREATE TABLE i.t2 PARTITION OF i.t FOR VALUES FROM (10) TO (20); INSERT INTO i.t VALUES (1, 1), (11, 1)");

        database.execute(OWNER, "BEGIN; SAVEPOINT s; ALTER TABLE i.t DETACH PARTITION i.t1; RELEASE s; COMMIT");
        database.execute(OWNER, "ALTER TABLE i.t DETACH PARTITION i.t2 CONCURRENTLY");

        assertThat(published("i.t1")).isTrue();
        assertThat(published("i.t2")).isTrue();
        assertThat(database.query(REPLICATION, "SELECT count(*) FROM i.t1")).isEqualTo("1");
    }

    @Test
    void aTableWhoseKeyGoesWithSomethingElseCanStillBeChangedByItsOwner() throws SQLException {
        database.execute(
                OWNER,
                "CREATE SCHEMA j; CREATE DOMAIN j.number AS int; CREATE TABLE j.t (a j.number PRIMARY KEY, b int);"
                        + " CREATE TABLE j.u (a int NOT NULL, b int); CREATE UNIQUE INDEX u_a ON j.u (a);"
                        + " ALTER TABLE j.u REPLICA IDENTITY USING INDEX u_a; INSERT INTO j.t VALUES (1, 1); INSERT INTO j.u VALUES (1, 1)");

        database.execute(OWNER, "DROP DOMAIN j.number CASCADE; DROP INDEX j.u_a");

        database.execute(OWNER, "UPDATE j.t SET b = 2; UPDATE j.u SET b = 2");
        assertThat(identity("j.t")).isEqualTo("f");
        assertThat(identity("j.u")).isEqualTo("f");
    }

    @Test
    void anothersTriggerThatWantsWholeRowsHasTheLastWord() throws SQLException {
        database.execute(
                SUPERUSER,
                "CREATE FUNCTION public.whole_rows() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF EXISTS (SELECT FROM pg_class WHERE relname = 'whole' AND relreplident <> 'f') THEN"
                        + " ALTER TABLE l.whole REPLICA IDENTITY FULL; END IF; END $$;"
                        + " CREATE EVENT TRIGGER whole_rows ON ddl_command_end WHEN TAG IN ('ALTER TABLE')"
                        + " EXECUTE FUNCTION public.whole_rows()");
        database.execute(OWNER, "CREATE SCHEMA l; CREATE TABLE l.whole (a int)");

        database.execute(OWNER, "ALTER TABLE l.whole ADD PRIMARY KEY (a)");

        assertThat(identity("l.whole")).isEqualTo("f");
        database.execute(SUPERUSER, "DROP EVENT TRIGGER whole_rows; DROP FUNCTION public.whole_rows()");
    }

    /** As they hide none in the log. */
    @Test
    void policiesHideNoRowFromTheReader() throws SQLException {
        database.execute(
                OWNER,
                "CREATE SCHEMA k; CREATE TABLE k.t (a int PRIMARY KEY); INSERT INTO k.t VALUES (1);"
                        + " ALTER TABLE k.t ENABLE ROW LEVEL SECURITY; ALTER TABLE k.t FORCE ROW LEVEL SECURITY");

        assertThat(database.query(REPLICATION, "SELECT count(*) FROM k.t")).isEqualTo("1");
    }

    @Test
    void namesThatNeedQuotesWork() throws SQLException {
        database.execute(OWNER, "CREATE SCHEMA \"Größe 'x'\"; CREATE TABLE \"Größe 'x'\".\"a\"\"b.c\" (\"Id\" int)");

        assertThat(database.query(REPLICATION, "SELECT count(*) FROM \"Größe 'x'\".\"a\"\"b.c\""))
                .isEqualTo("0");
    }

    @Test
    void truncatesArePublished() throws SQLException {
        assertThat(database.query(
                        SUPERUSER, "SELECT pubtruncate AND pubinsert AND pubupdate AND pubdelete FROM pg_publication"))
                .isEqualTo("t");
    }

    @Test
    void theReplicationRoleMayReadAndFollowAndNothingElse() throws SQLException {
        database.execute(OWNER, "CREATE SCHEMA r; CREATE TABLE r.t (a int PRIMARY KEY)");

        database.execute(REPLICATION, "SELECT pg_logical_emit_message(true, 'cdc.heartbeat', '')");
        database.execute(REPLICATION, "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')");
        database.execute(REPLICATION, "SELECT pg_drop_replication_slot('mine')");
        assertDenied("INSERT INTO r.t VALUES (1)");
        assertDenied("TRUNCATE r.t");
        assertDenied("CREATE TABLE r.mine (a int)");
        assertDenied("CREATE TABLE public.mine (a int)");
        assertDenied("ALTER PUBLICATION cdc_shop__inventory DROP TABLE r.t");
        assertDenied("SELECT * FROM cdc.keyless");
        assertDenied("SELECT cdc.publish(0)");
        assertDenied("SELECT passwd FROM pg_shadow");
    }

    @Test
    void theOwnerIsNoSuperuserAndLeavesThePublicationAlone() {
        assertThatThrownBy(() -> database.execute(OWNER, "DROP PUBLICATION cdc_shop__inventory"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
        assertThatThrownBy(() -> database.execute(OWNER, "DROP EVENT TRIGGER cdc_publish"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
    }

    private static void assertDenied(String sql) {
        assertThatThrownBy(() -> database.execute(REPLICATION, sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
    }

    private static boolean published(String table) throws SQLException {
        return "1"
                .equals(database.query(
                        SUPERUSER,
                        "SELECT count(*) FROM pg_publication_tables WHERE schemaname || '.' || tablename = '" + table
                                + "'"));
    }

    private static String identity(String table) throws SQLException {
        return database.query(SUPERUSER, "SELECT relreplident FROM pg_class WHERE oid = '" + table + "'::regclass");
    }
}
