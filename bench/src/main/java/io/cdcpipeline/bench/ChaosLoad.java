package io.cdcpipeline.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/** Writes transactions until it is told to stop, whatever becomes of the server, and notes those that are committed. */
final class ChaosLoad {

    private static final long RETRY_NANOS = 200_000_000;

    private final Path pipeline;
    private final Path stop;
    private final long pause;

    private ChaosLoad(Path pipeline, Path stop, long pause) {
        this.pipeline = pipeline;
        this.stop = stop;
        this.pause = pause;
    }

    /** Arguments: the pipeline's folder, the file that ends it, the file of its log, transactions a second. */
    public static void main(String[] args) throws IOException {
        ChaosLoad load = new ChaosLoad(Path.of(args[0]), Path.of(args[1]), 1_000_000_000L / Long.parseLong(args[3]));
        try (Writer log = Files.newBufferedWriter(Path.of(args[2]))) {
            System.out.println(load.run(log));
        }
    }

    private long run(Writer log) throws IOException {
        long next = 1;
        while (!Files.exists(stop)) {
            try (Connection source = connect();
                    Statement sql = source.createStatement()) {
                source.setAutoCommit(false);
                while (!Files.exists(stop)) {
                    write(sql, ChaosTransaction.of(next), log);
                    next++;
                    LockSupport.parkNanos(pause);
                }
            } catch (SQLException e) {
                System.err.println("transaction " + next + ": " + e.getMessage());
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
        return next - 1;
    }

    /** What the pipeline says of itself is not there, or not whole, while its runner is killed and started. */
    private Connection connect() throws SQLException {
        try {
            return Endpoints.of(pipeline).connect();
        } catch (IOException | IllegalArgumentException e) {
            throw new SQLException("Nobody says where the database is: " + e.getMessage(), e);
        }
    }

    /** Again, where it is not known whether it was committed. */
    private static void write(Statement sql, ChaosTransaction transaction, Writer log)
            throws SQLException, IOException {
        boolean committed;
        try (ResultSet mark = sql.executeQuery(transaction.mark())) {
            committed = mark.next();
        }
        if (!committed) {
            for (String statement : transaction.sql()) {
                sql.executeUpdate(statement);
            }
        }
        sql.getConnection().commit();
        for (String change : transaction.orders()) {
            log.write(change + "\n");
        }
    }
}
