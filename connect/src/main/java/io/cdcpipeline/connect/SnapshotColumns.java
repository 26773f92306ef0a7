package io.cdcpipeline.connect;

import io.cdcpipeline.contract.catalog.TableColumn;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.contract.event.SourceColumn;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of the tables that a snapshot reads, as the catalogue has them now, a table at a time. */
final class SnapshotColumns {

    private final Catalog catalog;
    private final CustomKey custom;
    private final SourceColumns masked;
    private String table;
    private Map<String, SourceColumn> columns = Map.of();

    SnapshotColumns(Catalog catalog, CustomKey custom, SourceColumns masked) {
        this.catalog = catalog;
        this.custom = custom;
        this.masked = masked;
    }

    /**
     * @param identifier schema and table with a point between, as Debezium calls it
     * @return null for a column that is not there
     */
    SourceColumn column(String identifier, String name) throws SQLException {
        // A table's columns are asked for one after the other, those of the key twice.
        if (!identifier.equals(table) || !columns.containsKey(name)) {
            columns = read(identifier);
            table = identifier;
        }
        return columns.get(name);
    }

    private Map<String, SourceColumn> read(String identifier) throws SQLException {
        Map<String, SourceColumn> described = new HashMap<>();
        Map<String, TableColumn> now = catalog.columns(identifier);
        for (TableColumn column : now.values()) {
            described.put(column.name(), catalog.describe(column).beside(alike(column.name(), now.keySet())));
        }
        return masked(identifier, custom.apply(identifier, described));
    }

    /** Debezium knows the excluded ones, too; no values of them are sent. */
    private Map<String, SourceColumn> masked(String identifier, Map<String, SourceColumn> described) {
        TableMasks masks = masked.of(identifier);
        if (masks.isEmpty()) {
            return described;
        }
        Map<String, SourceColumn> columns = new HashMap<>();
        for (SourceColumn column : masks.describe(List.copyOf(described.values()))) {
            boolean out = masks.excludes(column.name()) && column.key() == 0;
            columns.put(column.name(), out ? column.withoutValues() : column);
        }
        return columns;
    }

    /** Debezium's model of a table has but one of two such columns; the job is told that there is another. */
    private static String alike(String name, Set<String> names) {
        return names.stream()
                .filter(other -> !other.equals(name) && other.equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }
}
