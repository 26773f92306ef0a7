package io.cdcpipeline.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A place in PostgreSQL's write-ahead log, in bytes from its beginning. */
record Lsn(long value) implements Comparable<Lsn> {

    /** Where the next record will stand: each change made later has at least this position. */
    static Lsn next(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return new Lsn(row.getBigDecimal(1).longValueExact());
        }
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }
}
