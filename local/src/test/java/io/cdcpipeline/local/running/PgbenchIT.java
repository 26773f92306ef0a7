package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.source.SourceDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a database engineer runs first: pgbench's four tables, of which one has no key, made and changed by its own statements. */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class PgbenchIT {

    private static final int CLIENTS = 8;
    private static final int TRANSACTIONS = 150;
    private static final int ACCOUNTS = 20_000;
    private static final int TELLERS = 10;

    private final TestPipeline pipeline;

    PgbenchIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @ParameterizedTest
    @CsvSource({"bench, false, false", "bench_parts, true, true"})
    void allFourTablesAreEqual(String prefix, boolean partitions, boolean foreignKeys) throws Exception {
        String name = "inventory." + prefix;
        initialize(name, partitions, foreignKeys);
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(CompletableFuture.runAsync(() -> run(name)));
        }
        clients.forEach(CompletableFuture::join);

        assertThat(pipeline.lake("SELECT count(*) FROM " + name + "_history"))
                .containsExactly(Integer.toString(CLIENTS * TRANSACTIONS));
        pipeline.assertEqualToSource(name + "_accounts", name + "_branches", name + "_history", name + "_tellers");
    }

    /** As {@code pgbench -i --scale=1}, with the default steps {@code dtgvp}, and {@code f}. */
    private void initialize(String name, boolean partitions, boolean foreignKeys) throws SQLException {
        pipeline.source(
                "CREATE TABLE " + name
                        + "_history(tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))",
                "CREATE TABLE " + name + "_tellers(tid int not null, bid int, tbalance int, filler char(84))",
                "CREATE TABLE " + name + "_accounts(aid int not null, bid int, abalance int, filler char(84))"
                        + (partitions ? " PARTITION BY RANGE (aid)" : ""),
                "CREATE TABLE " + name + "_branches(bid int not null, bbalance int, filler char(88))");
        for (int i = 1; partitions && i <= 4; i++) {
            pipeline.source(
                    "CREATE TABLE " + name + "_accounts_" + i + " PARTITION OF " + name + "_accounts FOR VALUES FROM ("
                            + (i == 1 ? "minvalue" : String.valueOf((i - 1) * ACCOUNTS / 4 + 1)) + ") TO ("
                            + (i == 4 ? "maxvalue" : String.valueOf(i * ACCOUNTS / 4 + 1)) + ")");
        }
        pipeline.transaction(
                "TRUNCATE TABLE " + name + "_accounts, " + name + "_branches, " + name + "_history, " + name
                        + "_tellers",
                "INSERT INTO " + name + "_branches(bid, bbalance) VALUES (1, 0)",
                "INSERT INTO " + name + "_tellers(tid, bid, tbalance) SELECT g, 1, 0 FROM generate_series(1, " + TELLERS
                        + ") g",
                "INSERT INTO " + name + "_accounts SELECT g, 1, 0, '' FROM generate_series(1, " + ACCOUNTS + ") g");
        pipeline.source(
                "ALTER TABLE " + name + "_branches ADD PRIMARY KEY (bid)",
                "ALTER TABLE " + name + "_tellers ADD PRIMARY KEY (tid)",
                "ALTER TABLE " + name + "_accounts ADD PRIMARY KEY (aid)");
        if (foreignKeys) {
            references(name);
        }
    }

    private void references(String name) throws SQLException {
        pipeline.source(
                "ALTER TABLE " + name + "_tellers ADD FOREIGN KEY (bid) REFERENCES " + name + "_branches",
                "ALTER TABLE " + name + "_accounts ADD FOREIGN KEY (bid) REFERENCES " + name + "_branches",
                "ALTER TABLE " + name + "_history ADD FOREIGN KEY (bid) REFERENCES " + name + "_branches",
                "ALTER TABLE " + name + "_history ADD FOREIGN KEY (tid) REFERENCES " + name + "_tellers",
                "ALTER TABLE " + name + "_history ADD FOREIGN KEY (aid) REFERENCES " + name + "_accounts");
    }

    /** The transaction that pgbench calls TPC-B, as one client runs it. */
    private void run(String name) {
        try (Connection connection = new SourceDatabase(pipeline.endpoints()).connect()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < TRANSACTIONS; i++) {
                transaction(connection, name);
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void transaction(Connection connection, String name) throws SQLException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int aid = random.nextInt(1, ACCOUNTS + 1);
        int tid = random.nextInt(1, TELLERS + 1);
        int delta = random.nextInt(-5000, 5001);
        try (Statement statement = connection.createStatement();
                PreparedStatement history = connection.prepareStatement("INSERT INTO " + name
                        + "_history (tid, bid, aid, delta, mtime) VALUES (?, 1, ?, ?, CURRENT_TIMESTAMP)")) {
            statement.execute(
                    "UPDATE " + name + "_accounts SET abalance = abalance + " + delta + " WHERE aid = " + aid);
            statement.execute("SELECT abalance FROM " + name + "_accounts WHERE aid = " + aid);
            statement.execute("UPDATE " + name + "_tellers SET tbalance = tbalance + " + delta + " WHERE tid = " + tid);
            statement.execute("UPDATE " + name + "_branches SET bbalance = bbalance + " + delta + " WHERE bid = 1");
            history.setInt(1, tid);
            history.setInt(2, aid);
            history.setInt(3, delta);
            history.execute();
        }
    }
}
