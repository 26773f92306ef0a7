package io.cdcpipeline.contract.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The tables of a publication, without opening one. From PostgreSQL 16 on the view {@code pg_publication_tables} opens all of them: where somebody
 * has locked a single one, whoever asks for any waits for him.
 */
public final class PublishedTables {

    private static final String VIEW = "pg_catalog.pg_publication_tables";

    /**
     * Whether the catalogue's own tables tell it plainly: a publication of schemas has members that only {@code pg_depend} names here,
     * since its catalogue is not there before 15; one that does not publish by roots has leaves in place of its members.
     */
    private static final String IS_PLAIN = """
            SELECT current_setting('server_version_num')::int >= 160000
              AND (p.puballtables OR (to_jsonb(p) ->> 'pubviaroot')::boolean)
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class k ON k.oid = d.classid
                WHERE k.relname = 'pg_publication_namespace' AND k.relnamespace = 'pg_catalog'::regnamespace
                  AND d.refclassid = 'pg_catalog.pg_publication'::regclass AND d.refobjid = p.oid)
            FROM pg_catalog.pg_publication p WHERE p.pubname = ?""";

    /** What the view has, by the same names; 16384 is the first oid that is not PostgreSQL's own. */
    private static final String PLAIN = """
            (SELECT m.pubname, s.nspname AS schemaname, k.relname AS tablename,
               ARRAY(SELECT a.attname FROM pg_catalog.pg_attribute a
                 WHERE a.attrelid = k.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                   AND (r.prattrs IS NULL OR a.attnum = ANY (r.prattrs::int2[])) ORDER BY a.attnum) AS attnames,
               pg_catalog.pg_get_expr(r.prqual, r.prrelid) AS rowfilter
             FROM pg_catalog.pg_publication m
             JOIN pg_catalog.pg_class k ON k.relkind IN ('r', 'p') AND k.relpersistence = 'p' AND k.oid >= 16384
             JOIN pg_catalog.pg_namespace s ON s.oid = k.relnamespace
             LEFT JOIN pg_catalog.pg_publication_rel r ON r.prpubid = m.oid AND r.prrelid = k.oid
             WHERE CASE WHEN m.puballtables THEN CASE WHEN m.pubviaroot THEN NOT k.relispartition ELSE k.relkind = 'r' END
               ELSE r.oid IS NOT NULL AND (NOT k.relispartition OR NOT EXISTS (
                 SELECT FROM pg_catalog.pg_partition_ancestors(k.oid) a
                 JOIN pg_catalog.pg_publication_rel o ON o.prpubid = m.oid AND o.prrelid = a.relid
                 WHERE a.relid <> k.oid)) END)""";

    private PublishedTables() {}

    /** What to select from: an item of FROM with the columns of {@code pg_publication_tables}, for this publication. */
    public static String of(TypeCatalog.Statements statements, String publication) throws SQLException {
        try (PreparedStatement statement = statements.prepare(IS_PLAIN)) {
            statement.setString(1, publication);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1) ? PLAIN : VIEW;
            }
        }
    }
}
