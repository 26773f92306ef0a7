package io.cdcpipeline.contract.catalog;

import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.contract.event.SourceType.Kind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The source's types by their oid, each asked for once, but for composites: fields can be added to them. Not thread-safe. */
public final class TypeCatalog {

    private static final String TYPE = """
            SELECT t.typname, t.typtype, t.typelem, t.typbasetype, t.typtypmod, t.typrelid, t.typdelim,
              t.typoutput = 'pg_catalog.array_out'::regproc AS array,
              (SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) AS subtype,
              (SELECT m.rngtypid FROM pg_catalog.pg_range m WHERE m.rngmultitypid = t.oid) AS range
            FROM pg_catalog.pg_type t WHERE t.oid = ?::oid""";

    private static final String FIELDS = """
            SELECT attname, atttypid, atttypmod FROM pg_catalog.pg_attribute
            WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum""";

    /** Deeper than that no type is that a person made. */
    private static final int DEEPEST = 16;

    /** Makes a statement on a living connection. */
    @FunctionalInterface
    public interface Statements {
        PreparedStatement prepare(String sql) throws SQLException;
    }

    private record Row(
            String name,
            String kind,
            boolean array,
            int element,
            int base,
            int modifier,
            int relation,
            String delimiter,
            int subtype,
            int range) {}

    private final Statements statements;
    private final Map<Integer, Row> rows = new HashMap<>();

    public TypeCatalog(Statements statements) {
        this.statements = statements;
    }

    public SourceType type(int oid, int modifier) throws SQLException {
        return type(oid, modifier, 0);
    }

    private SourceType type(int oid, int modifier, int depth) throws SQLException {
        Row row = row(oid);
        if (row == null || depth > DEEPEST) {
            return SourceType.unknown();
        }
        int below = depth + 1;
        if (row.array()) {
            SourceType element = type(row.element(), modifier, below);
            return new SourceType(row.name(), Kind.ARRAY, -1, element, row.delimiter(), null, null);
        }
        return switch (row.kind()) {
            case "d" -> over(row, Kind.DOMAIN, type(row.base(), row.modifier(), below));
            case "r" -> over(row, Kind.RANGE, type(row.subtype(), -1, below));
            case "m" -> over(row, Kind.MULTIRANGE, type(row.range(), -1, below));
            case "e" -> SourceType.made(row.name(), Kind.ENUM, -1);
            case "c" -> new SourceType(row.name(), Kind.COMPOSITE, -1, null, null, fields(row.relation(), below), null);
            default -> SourceType.base(row.name(), modifier);
        };
    }

    private static SourceType over(Row row, Kind kind, SourceType of) {
        return new SourceType(row.name(), kind, -1, of, null, null, null);
    }

    private Row row(int oid) throws SQLException {
        Row known = rows.get(oid);
        if (known == null && oid != 0) {
            known = ask(oid);
            if (known != null) {
                rows.put(oid, known);
            }
        }
        return known;
    }

    private Row ask(int oid) throws SQLException {
        try (PreparedStatement statement = statements.prepare(TYPE)) {
            statement.setString(1, Integer.toUnsignedString(oid));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? read(row) : null;
            }
        }
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("typname"),
                row.getString("typtype"),
                row.getBoolean("array"),
                (int) row.getLong("typelem"),
                (int) row.getLong("typbasetype"),
                row.getInt("typtypmod"),
                (int) row.getLong("typrelid"),
                row.getString("typdelim"),
                (int) row.getLong("subtype"),
                (int) row.getLong("range"));
    }

    private List<SourceType.Field> fields(int relation, int depth) throws SQLException {
        record Attribute(String name, int type, int modifier) {}
        List<Attribute> attributes = new ArrayList<>();
        try (PreparedStatement statement = statements.prepare(FIELDS)) {
            statement.setString(1, Integer.toUnsignedString(relation));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    attributes.add(new Attribute(row.getString(1), (int) row.getLong(2), row.getInt(3)));
                }
            }
        }
        List<SourceType.Field> fields = new ArrayList<>();
        for (Attribute attribute : attributes) {
            fields.add(new SourceType.Field(attribute.name(), type(attribute.type(), attribute.modifier(), depth)));
        }
        return fields;
    }
}
