package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real server keeps for a slot, and how the slot is given up before that is too much. */
class LogBudgetIT {

    private static final Login READER = new Login("log_reader", "s3cret");
    private static final String SLOT = "cdc_budget";
    private static final long MEBIBYTE = 1 << 20;

    private final RealPostgres server = RealPostgres.running();
    private final PostgresSource source = new PostgresSource();
    private final DatabaseAddress address = server.newDatabase();

    @BeforeEach
    void aSlotForWhichTwoMebibytesAreKept() {
        server.execute(
                "postgres",
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'log_reader') THEN"
                        + " CREATE ROLE log_reader LOGIN REPLICATION PASSWORD 's3cret'; END IF; END $$");
        sql("CREATE TABLE t (id int PRIMARY KEY, note text); GRANT SELECT ON t TO log_reader;"
                + "CREATE PUBLICATION cdc_budget FOR TABLE t");
        sql("SELECT pg_create_logical_replication_slot('cdc_budget', 'pgoutput')");
        sql("INSERT INTO t SELECT g, repeat('x', 1000) FROM generate_series(1, 2000) g");
        // The test's server commits without a flush, so its log is written a moment later.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> ((ObservedSlot.Present) log()).retainedBytes() > 3 * MEBIBYTE / 2);
    }

    @AfterEach
    void noSlot() {
        sql("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = 'cdc_budget'");
    }

    @Test
    void slotOverItsLimitIsGivenUpWhereTheManifestSaysSo() {
        assertThat(relieved(MEBIBYTE, false)).isInstanceOf(ObservedSlot.Present.class);
        assertThat(relieved(1024 * MEBIBYTE, true)).isInstanceOf(ObservedSlot.Present.class);

        assertThat(relieved(MEBIBYTE, true))
                .isInstanceOfSatisfying(ObservedSlot.Released.class, released -> assertThat(released.retainedBytes())
                        .isGreaterThan(MEBIBYTE));
        assertThat(log()).isEqualTo(new ObservedSlot.Absent());
    }

    @Test
    void slotThatSomebodyReadsTooSlowlyIsGivenUpToo() throws Exception {
        try (var reader = SlotReader.of(address, READER, SLOT, SLOT)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> ((ObservedSlot.Present) log()).active());

            assertThat(relieved(MEBIBYTE, true)).isInstanceOf(ObservedSlot.Released.class);
            assertThat(reader.stream().isClosed()).isFalse();
        }
        assertThat(log()).isEqualTo(new ObservedSlot.Absent());
    }

    /** As of a namesake on the same server: a slot belongs to one database. */
    @Test
    void slotOfAnotherDatabaseStays() {
        DatabaseAddress elsewhere = server.newDatabase();
        var seen = new ObservedSource.Seen(List.of(), List.of(), log());

        assertThat(source.relieve(elsewhere, RealPostgres.ADMIN, needs(MEBIBYTE, true), seen))
                .isSameAs(seen);
        assertThat(log()).isInstanceOf(ObservedSlot.Present.class);
    }

    @Test
    void limitOfTheServerItselfIsSeen() {
        assertThat(((ObservedSlot.Present) log()).serverLimit()).isZero();
        try {
            server.execute("postgres", "ALTER SYSTEM SET max_slot_wal_keep_size = '64GB'");
            server.execute("postgres", "SELECT pg_reload_conf()");

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> ((ObservedSlot.Present) log()).serverLimit() == 65536 * MEBIBYTE);
        } finally {
            server.execute("postgres", "ALTER SYSTEM RESET max_slot_wal_keep_size");
            server.execute("postgres", "SELECT pg_reload_conf()");
        }
    }

    private ObservedLog relieved(long bytes, boolean release) {
        PostgresNeeds needs = needs(bytes, release);
        return ((ObservedSource.Seen) source.relieve(address, READER, needs, look())).log();
    }

    private ObservedLog log() {
        return ((ObservedSource.Seen) look()).log();
    }

    private ObservedSource look() {
        return source.look(address, READER, needs(Long.MAX_VALUE, false));
    }

    private static PostgresNeeds needs(long bytes, boolean release) {
        var limit = new WalLimit(bytes, release, "so much");
        return new PostgresNeeds(SLOT, SLOT, List.of("public.t"), Pattern.compile("public\\.t"), false, limit);
    }

    private void sql(String sql) {
        server.execute(address.database(), sql);
    }
}
