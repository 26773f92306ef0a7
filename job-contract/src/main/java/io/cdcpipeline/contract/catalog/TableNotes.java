package io.cdcpipeline.contract.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a database has noted of one of its tables, where an administrator had it do so ({@code notes.sql}).
 *
 * <p>Notes may be missing: a trigger may fail, or be switched off for a while. So they are believed only as far as nothing can have
 * happened beside them: the newest has to say what the catalogue does, and each that is later than the one in question to follow on
 * the one before.
 *
 * @param newestFirst empty when there are none that can be believed
 */
public record TableNotes(List<TableNote> newestFirst) {

    public static final TableNotes NONE = new TableNotes(List.of());

    /** A table of that name may be somebody else's, too: nothing of this fails in a transaction that goes on. */
    private static final String ARE_THERE = """
            SELECT EXISTS (
              SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = 'cdc' AND c.relname = 'ddl'
                AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
                AND pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')
                AND (SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN
                  ('id', 'system', 'database', 'relation', 'lsn', 'follows', 'columns', 'initials')) = 8)""";

    /**
     * Those that were written here: a dump that is restored elsewhere brings notes of other tables and of another log. Columns that
     * were dropped count, too: one that was made again has another number.
     */
    private static final String NOTES = """
            SELECT (d.lsn - '0/0')::bigint, d.follows, d.columns::text, d.initials::text, d.columns = today.columns
            FROM cdc.ddl d
            CROSS JOIN LATERAL (
              SELECT pg_catalog.jsonb_object_agg(a.attnum, CASE WHEN NOT a.attisdropped THEN pg_catalog.jsonb_build_object(
                'name', a.attname, 'type', a.atttypid::bigint, 'modifier', a.atttypmod) END) AS columns
              FROM pg_catalog.pg_attribute a WHERE a.attrelid = ?::oid AND a.attnum > 0) today
            WHERE d.relation = ?::oid
              AND d.system = (SELECT s.system_identifier FROM pg_catalog.pg_control_system() s)
              AND d.database = (SELECT b.oid FROM pg_catalog.pg_database b WHERE b.datname = pg_catalog.current_database())
            ORDER BY d.lsn DESC, d.id DESC LIMIT %d""";

    /** Older ones nobody asks for. */
    private static final int MOST = 1000;

    public TableNotes {
        newestFirst = List.copyOf(newestFirst);
    }

    /**
     * The notes of a table, and what the catalogue says of it, as of one moment.
     *
     * @param relation its oid
     */
    public static TableNotes of(TypeCatalog.Statements statements, long relation) throws SQLException {
        return areThere(statements) ? read(statements, relation) : NONE;
    }

    private static boolean areThere(TypeCatalog.Statements statements) throws SQLException {
        try (PreparedStatement statement = statements.prepare(ARE_THERE);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static TableNotes read(TypeCatalog.Statements statements, long relation) throws SQLException {
        List<TableNote> notes = new ArrayList<>();
        boolean today = false;
        try (PreparedStatement statement = statements.prepare(NOTES.formatted(MOST))) {
            statement.setLong(1, relation);
            statement.setLong(2, relation);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    today |= notes.isEmpty() && row.getBoolean(5);
                    notes.add(new TableNote(
                            row.getLong(1), row.getBoolean(2), TableNote.parse(row.getString(3), row.getString(4))));
                }
            }
        }
        return today ? new TableNotes(notes) : NONE;
    }

    /** What the table is now. */
    public Optional<TableNote> newest() {
        return newestFirst.stream().findFirst();
    }

    /** What the table was for a change that begins at that place; empty when nobody knows. */
    public Optional<TableNote> at(long place) {
        for (TableNote note : newestFirst) {
            if (Long.compareUnsigned(note.lsn(), place) <= 0) {
                return Optional.of(note).filter(n -> n.columns() != null);
            }
            if (!note.follows()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
