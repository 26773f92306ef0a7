package io.cdcpipeline.contract.catalog;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceRelation;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A column in the source's catalogue.
 *
 * @param type its type's oid
 * @param modifier its {@code atttypmod}
 * @param key its place, from 1, in the primary key, or in the index that is the replica identity; else 0
 * @param primary its place in the primary key
 * @param generated computed from others, and not in the log
 * @param relation its table
 * @param initial what rows have that were there before it
 */
public record TableColumn(
        String name,
        int type,
        int modifier,
        int key,
        int primary,
        boolean generated,
        SourceRelation relation,
        SourceColumn.Initial initial) {

    /**
     * A table's columns. The index of a replica identity counts only if nothing is left out of it and no key is NULL, as
     * PostgreSQL itself demands when it is set. A DEFERRABLE key is none: two rows may have the same one until their transaction
     * ends, and the log has what is between.
     *
     * <p>What rows had before a column: {@code attmissingval}, which PostgreSQL keeps for a column that was added with a
     * default and without a rewrite, as an array of one element. A table that was never rewritten ({@code relfilenode} is still the oid) and has no
     * such value gave them NULL; any other gave each row its own, or was rewritten since. A partitioned table has that in its
     * partitions: one that was there then has the value for all.
     *
     * <p>All rows of a table are in the log under its name if its row type is as old as itself, which its hidden columns tell
     * (a rename, another schema or owner, writes the type's row anew, in a later command of the same transaction too), and it is
     * published for as long.
     */
    private static final String SQL = """
            SELECT a.attname, a.atttypid, a.atttypmod, a.attgenerated <> '',
              coalesce(array_position(k.indkey::int2[], a.attnum) + 1, 0),
              coalesce(array_position(p.indkey::int2[], a.attnum) + 1, 0),
              stored.atthasmissing, CASE WHEN stored.atthasmissing THEN array_to_string(stored.attmissingval, ',') END,
              stored.rewritten AND (a.atthasdef OR a.attidentity <> ''),
              c.oid::bigint,
              EXISTS (
                SELECT FROM pg_catalog.pg_attribute made
                JOIN pg_catalog.pg_type t ON t.oid = c.reltype AND t.xmin = made.xmin AND t.cmin = made.cmin
                JOIN pg_catalog.pg_publication published ON published.pubname = ?
                LEFT JOIN pg_catalog.pg_publication_rel r ON r.prpubid = published.oid AND r.prrelid = c.oid
                WHERE made.attrelid = c.oid AND made.attname = 'tableoid'
                  AND (published.puballtables OR r.xmin = made.xmin))
            FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_index p ON p.indrelid = c.oid AND p.indisprimary AND p.indimmediate
            LEFT JOIN pg_catalog.pg_index k ON k.indrelid = c.oid AND k.indimmediate
              AND CASE WHEN c.relreplident = 'i' THEN k.indisreplident ELSE k.indisprimary END
            LEFT JOIN LATERAL (
              SELECT m.atthasmissing, m.attmissingval, s.relfilenode <> s.oid AS rewritten
              FROM (SELECT c.oid AS part UNION ALL
                    SELECT t.relid FROM pg_catalog.pg_partition_tree(c.oid) t WHERE t.isleaf) parts
              JOIN pg_catalog.pg_class s ON s.oid = parts.part AND s.relkind <> 'p'
              JOIN pg_catalog.pg_attribute m ON m.attrelid = s.oid AND m.attname = a.attname
              ORDER BY m.atthasmissing DESC, rewritten DESC LIMIT 1) stored ON true
            WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    /**
     * A table's columns in their order; none for a table that is not there.
     *
     * @param publication of which is asked whether it has had the table ever since
     */
    public static List<TableColumn> of(TypeCatalog.Statements statements, String publication, TableName table)
            throws SQLException {
        List<TableColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = statements.prepare(SQL)) {
            statement.setString(1, publication);
            statement.setString(2, table.schema());
            statement.setString(3, table.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(read(row));
                }
            }
        }
        return columns;
    }

    /** The column as an event describes it. */
    public SourceColumn described(TypeCatalog types) throws SQLException {
        return new SourceColumn(
                name, types.type(type, modifier), key, false, key > 0, initial, generated, null, relation, 0);
    }

    private static TableColumn read(ResultSet row) throws SQLException {
        boolean missing = row.getBoolean(7);
        SourceColumn.Initial initial = missing
                ? SourceColumn.Initial.of(row.getString(8))
                : row.getBoolean(9) ? SourceColumn.Initial.UNKNOWN : SourceColumn.Initial.NULL;
        return new TableColumn(
                row.getString(1),
                (int) row.getLong(2),
                row.getInt(3),
                row.getInt(5),
                row.getInt(6),
                row.getBoolean(4),
                new SourceRelation(row.getLong(10), row.getBoolean(11)),
                initial);
    }
}
