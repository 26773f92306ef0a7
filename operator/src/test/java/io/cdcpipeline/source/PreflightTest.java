package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.source.Preflight.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private static final PostgresNeeds NEEDS =
            new PostgresNeeds("cdc_x", "cdc_pub", List.of("s.*"), Pattern.compile("s\\..*"), false, WalLimit.NONE);
    private static final ObservedServer FIT = new ObservedServer(170011, "logical", false, 10, 1, true);
    private static final ObservedPublication WHOLE = new ObservedPublication("", true);
    private static final ObservedTable TABLE = new ObservedTable("s.t", "s.t", true, true, true, true, false, false);

    @Test
    void serverWithoutLogicalWalIsToldHowToGetIt() {
        var server = new ObservedServer(170011, "replica", false, 10, 1, true);

        assertThat(judge(server, new ObservedSlot.Absent()))
                .singleElement()
                .satisfies(p -> assertThat(p.code()).isEqualTo("WalLevel"))
                .satisfies(
                        p -> assertThat(p.message()).contains("'replica'", "ALTER SYSTEM SET wal_level = 'logical'"));
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        var server = new ObservedServer(110002, "minimal", true, 10, 10, false);

        assertThat(judge(server, new ObservedSlot.Absent()))
                .extracting(Problem::code)
                .containsExactly("ServerTooOld", "Standby", "WalLevel", "ReplicationNotPermitted", "NoFreeSlot");
    }

    @Test
    void managedDatabaseIsNobodysServiceAndTakesNoSettings() {
        var needs =
                new PostgresNeeds("cdc_x", "cdc_pub", List.of("s.*"), Pattern.compile("s\\..*"), true, WalLimit.NONE);
        var evidence = new Evidence(
                new ObservedServer(170011, "replica", false, 10, 10, false),
                new ObservedSlot.Absent(),
                Optional.empty(),
                List.of(TABLE),
                List.of());

        assertThat(Preflight.problems(needs, "cdc", evidence))
                .extracting(Problem::message)
                .hasSize(3)
                .allSatisfy(message -> assertThat(message).doesNotContain("RDS", "max_replication_slots", "%"));
    }

    @Test
    void publicationThatLeavesChangesOutIsToldOf() {
        assertThat(problems(FIT, Optional.of(new ObservedPublication("UPDATE, DELETE", true)), TABLE))
                .singleElement()
                .satisfies(p -> assertThat(p.code()).isEqualTo("PublicationIncomplete"))
                .satisfies(p -> assertThat(p.message())
                        .contains("leaves out UPDATE, DELETE", "SET (publish = 'insert, update, delete, truncate')"));
    }

    /** Who may make a table, or choose a role's name, is not who runs what the message says. */
    @Test
    void nameCannotGoOnAsAStatement() {
        String name = "s.x; GRANT admin TO mallory; --%d";
        var table = new ObservedTable(
                name, "s.\"x; GRANT admin TO mallory; --%d\"", false, false, true, false, false, false);
        var evidence = new Evidence(FIT, new ObservedSlot.Absent(), Optional.of(WHOLE), List.of(table), List.of());

        assertThat(Preflight.problems(NEEDS, "r SUPERUSER; --%n", evidence))
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message)
                        .endsWith("ALTER PUBLICATION cdc_pub ADD TABLE s.\"x; GRANT admin TO mallory; --%d\""))
                .anySatisfy(message -> assertThat(message).contains("ALTER ROLE \"r SUPERUSER; --%n\" BYPASSRLS"));
    }

    @Test
    void publicationOfPartitionsUnderTheirOwnNamesMattersWhereThereAreAny() {
        var publication = Optional.of(new ObservedPublication("", false));

        assertThat(problems(FIT, publication, TABLE)).isEmpty();
        assertThat(problems(FIT, publication, new ObservedTable("s.ev", "s.ev", true, true, true, true, false, true)))
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("s.ev", "publish_via_partition_root = true"));
    }

    @Test
    void fullSlotsDoNotMatterToAPipelineThatHasItsOwn() {
        var full = new ObservedServer(170011, "logical", false, 10, 10, true);

        assertThat(judge(full, new ObservedSlot.Present(true, 0, "0/1", null))).isEmpty();
    }

    @Test
    void standbyDecodesFromSixteenOn() {
        assertThat(judge(new ObservedServer(160000, "logical", true, 10, 1, true), new ObservedSlot.Absent()))
                .isEmpty();
    }

    @Test
    void whatAStandbyLacksIsToBeMadeOnItsPrimary() {
        var standby = new ObservedServer(160000, "logical", true, 10, 1, false);
        var table = new ObservedTable("s.t", "s.t", false, true, true, false, false, false);

        assertThat(problems(standby, Optional.empty(), table))
                .extracting(Problem::message)
                .hasSize(3)
                .allSatisfy(message -> assertThat(message).contains(": on the primary, "))
                .anySatisfy(message -> assertThat(message)
                        .startsWith("There is no publication cdc_pub: on the primary, as the tables' owner,"
                                + " CREATE PUBLICATION cdc_pub FOR TABLE s.t WITH"));
        assertThat(problems(standby, Optional.of(WHOLE), table))
                .extracting(Problem::message)
                .contains("Publication cdc_pub lacks s.t: on the primary, as its owner, ALTER PUBLICATION cdc_pub"
                        + " ADD TABLE s.t");
    }

    @Test
    void primaryIsNotToldOfAnother() {
        var server = new ObservedServer(160000, "logical", false, 10, 1, false);

        assertThat(problems(
                        server,
                        Optional.empty(),
                        new ObservedTable("s.t", "s.t", false, true, true, false, false, false)))
                .hasSize(3)
                .noneSatisfy(problem -> assertThat(problem.message()).contains("primary,"));
    }

    @Test
    void partitionsMatterUntilTheSnapshotIsTaken() {
        var slot = new ObservedSlot.Present(true, 0, "0/1", null);
        List<String> partitions = List.of("s.p1", "s.p2");

        assertThat(Preflight.problems(
                        NEEDS,
                        "r",
                        new Evidence(FIT, new ObservedSlot.Absent(), Optional.of(WHOLE), List.of(TABLE), partitions)))
                .singleElement()
                .satisfies(p -> assertThat(p.code()).isEqualTo("NotFollowed"))
                .satisfies(p -> assertThat(p.message()).contains("exclude s.p1, s.p2 with a leading !"));
        assertThat(Preflight.problems(
                        NEEDS, "r", new Evidence(FIT, slot, Optional.of(WHOLE), List.of(TABLE), partitions)))
                .isEmpty();
    }

    @Test
    void rowsThatAPolicyHidesAreMissedBeforeTheyAreMissing() {
        var hidden = new ObservedTable("s.t", "s.t", true, false, true, true, false, false);

        assertThat(problems(FIT, Optional.of(WHOLE), hidden))
                .singleElement()
                .isEqualTo(new Problem(
                        "TablesHidden",
                        "Row level security hides rows of s.t from role r, which would be missing in the lake:"
                                + " ALTER ROLE r BYPASSRLS, or exclude with a leading ! in spec.tables",
                        true));
    }

    @Test
    void aPublishedTableWithoutReplicaIdentityIsNoProblemAndSaidToBeAppendedTo() {
        var appended = new ObservedTable("s.log", "s.log", true, true, false, true, true, false);
        var evidence =
                new Evidence(FIT, new ObservedSlot.Absent(), Optional.of(WHOLE), List.of(TABLE, appended), List.of());

        assertThat(Preflight.problems(NEEDS, "r", evidence)).isEmpty();
        assertThat(PreflightNotes.of(NEEDS, evidence))
                .containsExactly(
                        "Rows are only added to s.log, without a key: PostgreSQL refuses UPDATE and DELETE where what is"
                                + " published cannot be told apart. To allow them, ALTER TABLE s.log REPLICA IDENTITY FULL");
    }

    @Test
    void beforeItIsPublishedATableWithoutReplicaIdentityIsAProblem() {
        assertThat(problems(
                        FIT,
                        Optional.of(WHOLE),
                        new ObservedTable("s.log", "s.log", true, true, false, false, false, false)))
                .extracting(Problem::code)
                .containsExactly("TablesUnpublished", "NoReplicaIdentity");
    }

    @Test
    void copyOfASlotIsNotReadOnAStandbyAndOneThatIsLeftThereIsRemoved() {
        var standby = new ObservedServer(170011, "logical", true, 10, 1, true);

        assertThat(judge(standby, copied(true, true))).extracting(Problem::code).containsExactly("Standby");
        assertThat(judge(standby, copied(true, false))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SlotOrphaned");
            assertThat(problem.message()).endsWith("here SELECT pg_drop_replication_slot('cdc_x')");
        });
        assertThat(judge(standby, copied(false, false))).as("the standby's own").isEmpty();
        assertThat(judge(FIT, copied(true, true))).as("promoted").isEmpty();
    }

    @Test
    void primaryThatWasPromotedSaysWhatIsToBeDoneOnTheOneOfBefore() {
        var evidence = new Evidence(FIT, copied(true, true), Optional.of(WHOLE), List.of(TABLE), List.of());

        assertThat(PreflightNotes.of(NEEDS, evidence))
                .singleElement()
                .asString()
                .startsWith("This server was promoted with a copy of the slot")
                .contains("pg_drop_replication_slot('cdc_x')");
        var own = new Evidence(FIT, copied(true, false), Optional.of(WHOLE), List.of(TABLE), List.of());
        assertThat(PreflightNotes.of(NEEDS, own)).isEmpty();
    }

    private static ObservedSlot copied(boolean failover, boolean synced) {
        return new ObservedSlot.Present(false, 0, "0/1", null, 0, failover, synced);
    }

    @Test
    void manyTablesAreNotAllNamed() {
        List<ObservedTable> tables = IntStream.range(0, 1000)
                .mapToObj(i -> new ObservedTable("s.t" + i, "s.t" + i, false, true, true, true, false, false))
                .toList();

        List<Problem> problems = Preflight.problems(
                NEEDS, "r", new Evidence(FIT, new ObservedSlot.Absent(), Optional.of(WHOLE), tables, List.of()));

        assertThat(problems.get(0).message()).contains("s.t0, s.t1, s.t2, s.t3, s.t4 and 995 more");
    }

    private static List<Problem> problems(
            ObservedServer server, Optional<ObservedPublication> publication, ObservedTable table) {
        return Preflight.problems(
                NEEDS, "r", new Evidence(server, new ObservedSlot.Absent(), publication, List.of(table), List.of()));
    }

    private static List<Problem> judge(ObservedServer server, ObservedSlot slot) {
        return Preflight.problems(
                NEEDS, "r", new Evidence(server, slot, Optional.of(WHOLE), List.of(TABLE), List.of()));
    }
}
