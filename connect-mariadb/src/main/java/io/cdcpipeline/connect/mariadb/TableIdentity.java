package io.cdcpipeline.connect.mariadb;

import io.cdcpipeline.contract.event.SourceRelation;
import io.debezium.relational.Attribute;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which table has a name: the number of the transaction that made it, or of the snapshot in which it was first seen. One that is dropped
 * and made again is another. It stands among the table's attributes in the schema history.
 *
 * <p>Where two tables change places in one statement, as the tools for schema changes do that have copied all rows before, each name
 * keeps its identity.
 *
 * @param number of that transaction; 0 where it is not known
 * @param whole whether all of its rows are in the log under this name
 */
record TableIdentity(long number, boolean whole) {

    private static final String MADE = "cdc.made";
    private static final String SEEN = "cdc.seen";

    /** Null when nothing is noted. */
    static TableIdentity of(Table table) {
        Attribute made = table.attributeWithName(MADE);
        Attribute seen = table.attributeWithName(SEEN);
        if (made == null && seen == null) {
            return null;
        }
        return new TableIdentity(Long.parseLong((made == null ? seen : made).value()), made != null);
    }

    /** As events tell it; null when nothing is noted. */
    static SourceRelation relation(Table table) {
        TableIdentity identity = of(table);
        return identity == null ? null : new SourceRelation(identity.number(), identity.whole());
    }

    static Map<TableId, TableIdentity> all(Tables tables) {
        Map<TableId, TableIdentity> all = new HashMap<>();
        for (TableId id : tables.tableIds()) {
            all.put(id, of(tables.forTable(id)));
        }
        return all;
    }

    /**
     * Notes what tables are that a statement has made, altered or renamed.
     *
     * @param before what was known of all
     * @param made those that it has made
     * @param fresh what those are
     */
    static void note(Tables tables, Map<TableId, TableIdentity> before, Set<TableId> made, TableIdentity fresh) {
        for (TableId id : tables.tableIds()) {
            Table table = tables.forTable(id);
            TableIdentity now = of(table);
            TableIdentity is = made.contains(id) ? fresh : before.get(id);
            if (is == null) {
                is = new TableIdentity(now == null ? fresh.number() : now.number(), false);
            }
            if (!is.equals(now)) {
                tables.overwriteTable(is.in(table));
            }
        }
    }

    private Table in(Table table) {
        return table.edit()
                .removeAttribute(MADE)
                .removeAttribute(SEEN)
                .addAttribute(Attribute.editor()
                        .name(whole ? MADE : SEEN)
                        .value(Long.toString(number))
                        .create())
                .create();
    }
}
