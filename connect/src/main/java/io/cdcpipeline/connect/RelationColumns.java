package io.cdcpipeline.connect;

import io.cdcpipeline.contract.catalog.NotedColumn;
import io.cdcpipeline.contract.catalog.TableColumn;
import io.cdcpipeline.contract.catalog.TableNote;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceColumn.Initial;
import io.cdcpipeline.contract.event.SourceRelation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The columns of a Relation message, described. Name, type and replica identity are the log's. The key is the replica
 * identity's, whose columns are what a change of a row says of the row before; only a table that says all columns, or none,
 * has its key looked up, which counts if it was there at the time. Numbers are those of the table's note, if it has one that fits.
 *
 * @param place of the first change that has them: the message itself stands nowhere in the log
 */
record RelationColumns(Catalog catalog, RelationMessage message, Place place) {

    List<SourceColumn> described() throws SQLException {
        Map<String, TableColumn> now = catalog.columns(message.schema(), message.table());
        List<String> key = key(now);
        SourceRelation relation = relation(now);
        Map<String, NotedColumn> noted = noted();
        List<SourceColumn> columns = new ArrayList<>();
        for (RelationMessage.Attribute column : message.columns()) {
            SourceColumn described = new SourceColumn(
                    column.name(),
                    catalog.type(column.type(), column.modifier()),
                    key.indexOf(column.name()) + 1,
                    false,
                    column.identity(),
                    initial(column, now.get(column.name())),
                    false,
                    null,
                    relation,
                    0);
            NotedColumn note = noted.get(column.name());
            columns.add(note == null ? described : described.noted(note.number(), note.initial()));
        }
        return columns;
    }

    /** By name: all of the message's columns, or none. */
    private Map<String, NotedColumn> noted() throws SQLException {
        List<TableNote.Named> named = message.columns().stream()
                .map(c -> new TableNote.Named(c.name(), c.type()))
                .toList();
        return catalog.note(Integer.toUnsignedLong(message.id()), place)
                .filter(note -> note.fits(named))
                .map(TableNote::columns)
                .orElse(Map.of());
    }

    /** Today's catalogue may have another table of that name. */
    private SourceRelation relation(Map<String, TableColumn> now) {
        long oid = Integer.toUnsignedLong(message.id());
        return now.values().stream()
                .map(TableColumn::relation)
                .filter(today -> today.oid() == oid)
                .findFirst()
                .orElse(new SourceRelation(oid, false));
    }

    private List<String> key(Map<String, TableColumn> now) throws SQLException {
        boolean told = message.identity() == 'd' || message.identity() == 'i';
        if (!told && !catalog.hadKey(Integer.toUnsignedLong(message.id()), place.transaction())) {
            return List.of();
        }
        return message.columns().stream()
                .filter(c -> told ? c.identity() : primary(c, now) > 0)
                .map(RelationMessage.Attribute::name)
                .sorted(Comparator.comparingInt(
                        name -> now.containsKey(name) ? now.get(name).key() : 0))
                .toList();
    }

    private static int primary(RelationMessage.Attribute column, Map<String, TableColumn> now) {
        TableColumn today = now.get(column.name());
        return today == null ? 0 : today.primary();
    }

    /** Known only if the catalogue still has the very column: of its name and type. */
    private static Initial initial(RelationMessage.Attribute column, TableColumn today) {
        return today != null && today.type() == column.type() ? today.initial() : Initial.UNKNOWN;
    }
}
