package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.NotedColumn;
import io.cdcpipeline.contract.catalog.PublishedPart;
import io.cdcpipeline.contract.catalog.TableColumn;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.catalog.TableNote;
import io.cdcpipeline.contract.catalog.TableNotes;
import io.cdcpipeline.contract.catalog.TypeCatalog;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.contract.event.SourceColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a table is, while it is locked. */
record FilledTableReader(Connection connection, SourceDatabase database) {

    /**
     * The table, or its partitions that hold rows; each with whether the role may read it by itself. Ranges of pages can be read
     * since 14 ({@code TidRangeScan}); before, each range would read the whole table.
     */
    private static final String PARTS = """
            SELECT n.nspname, c.relname, pg_relation_size(c.oid) / current_setting('block_size')::bigint,
              current_setting('block_size')::int,
              has_table_privilege(c.oid, 'SELECT') AND current_setting('server_version_num')::int >= 140000
            FROM (SELECT ?::oid AS part UNION SELECT relid FROM pg_partition_tree(?::oid::regclass)) parts
            JOIN pg_class c ON c.oid = parts.part AND c.relkind = 'r'
            JOIN pg_namespace n ON n.oid = c.relnamespace
            ORDER BY c.oid""";

    FilledTable read(TableName name) throws SQLException {
        String publication = database.publication();
        List<TableColumn> all = TableColumn.of(connection::prepareStatement, publication, name);
        if (all.isEmpty()) {
            throw new NotPublishedException("Table " + name + " is not in the source any more");
        }
        PublishedPart published = PublishedPart.of(connection::prepareStatement, publication, name)
                .orElseThrow(() -> new NotPublishedException(
                        "Table " + name + " was just taken out of publication " + publication));
        long oid = all.get(0).relation().oid();
        SourceTable source = SourceTables.one(connection, publication, name);
        List<SourceColumn> columns = noted(oid, columns(all, published));
        TableMasks masks = database.masks(name.toString());
        String problem = masks.problem(masks.keyed(columns));
        if (problem != null) {
            throw new SourceException("Table " + name + " cannot be filled: " + problem);
        }
        new GivenKey(name, masks, published.filter()).check(connection);
        return new FilledTable(name, oid, sent(masks, columns), masks, published.filter(), parts(name, oid), source);
    }

    /** Empty when the table is not there, or not published, or nobody knows the numbers of its columns. */
    Optional<NotedTable> noted(TableName name) throws SQLException {
        String publication = database.publication();
        List<TableColumn> all = TableColumn.of(connection::prepareStatement, publication, name);
        Optional<PublishedPart> published = PublishedPart.of(connection::prepareStatement, publication, name);
        if (all.isEmpty() || published.isEmpty()) {
            return Optional.empty();
        }
        long oid = all.get(0).relation().oid();
        List<SourceColumn> columns = columns(all, published.get());
        return note(oid, columns)
                .map(note -> new NotedTable(
                        oid,
                        note.lsn(),
                        sent(
                                database.masks(name.toString()),
                                columns.stream().map(c -> noted(c, note)).toList())));
    }

    /** As the stream has them. */
    private static List<SourceColumn> sent(TableMasks masks, List<SourceColumn> columns) {
        return masks.describe(columns).stream()
                .filter(c -> !masks.excludes(c.name()))
                .toList();
    }

    /** By their numbers, where the events that follow have them, too: all columns, or none. */
    private List<SourceColumn> noted(long oid, List<SourceColumn> columns) throws SQLException {
        return note(oid, columns)
                .map(note -> columns.stream().map(c -> noted(c, note)).toList())
                .orElse(columns);
    }

    private Optional<TableNote> note(long oid, List<SourceColumn> columns) throws SQLException {
        return TableNotes.of(connection::prepareStatement, oid).newest().filter(note -> columns.stream()
                .allMatch(c -> note.columns().containsKey(c.name())));
    }

    private static SourceColumn noted(SourceColumn column, TableNote note) {
        NotedColumn noted = note.columns().get(column.name());
        return column.noted(noted.number(), noted.initial());
    }

    private List<SourceColumn> columns(List<TableColumn> all, PublishedPart published) throws SQLException {
        TypeCatalog types = new TypeCatalog(connection::prepareStatement);
        List<SourceColumn> columns = new ArrayList<>();
        for (TableColumn column : all) {
            if (!column.generated() && !published.hidden().contains(column.name())) {
                columns.add(column.described(types));
            }
        }
        return columns;
    }

    private List<FilledTable.Part> parts(TableName name, long oid) throws SQLException {
        List<FilledTable.Part> parts = new ArrayList<>();
        boolean apart = true;
        int pageBytes = 0;
        try (PreparedStatement statement = connection.prepareStatement(PARTS)) {
            statement.setLong(1, oid);
            statement.setLong(2, oid);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TableName part = new TableName(row.getString(1), row.getString(2));
                    pageBytes = row.getInt(4);
                    parts.add(new FilledTable.Part(part, true, row.getLong(3), pageBytes));
                    apart &= row.getBoolean(5);
                }
            }
        }
        return apart && !parts.isEmpty() ? parts : List.of(whole(name, parts));
    }

    /** All in one piece, by the table's own name: of a partitioned one with its partitions. */
    private static FilledTable.Part whole(TableName name, List<FilledTable.Part> parts) {
        boolean itself = parts.size() == 1 && parts.get(0).name().equals(name);
        return new FilledTable.Part(name, itself, 0, 0);
    }
}
