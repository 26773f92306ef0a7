package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.collapse.ModeRules;
import io.cdcpipeline.job.decode.TextRows;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.fill.NotedTable;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.TableContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of the columns of tables of which no change has come since: a table that has all that was before gets them. Thread-safe. */
final class PendingChanges {

    private static final Logger LOG = LoggerFactory.getLogger(PendingChanges.class);

    private final Tables tables;
    private final TypePolicies policies;
    private final Map<TableId, Pending> pending = new ConcurrentHashMap<>();

    PendingChanges(Tables tables, TypePolicies policies) {
        this.tables = tables;
        this.policies = policies;
    }

    /** @param epoch of the table: a fill, since, has brought its columns */
    private record Pending(NotedTable noted, long epoch) {

        /** A change that stands behind the note has told of it, and maybe of more. */
        boolean isNewsTo(TableContext table) {
            return table.exists()
                    && table.state().epoch() == epoch
                    && table.state().position().log().minor() < noted.lsn()
                    && ColumnNumber.areIn(table.columns(), noted.relation());
        }
    }

    /** All changes from before the note are in Kafka. */
    void offer(TableId table, NotedTable noted) {
        TableContext known = tables.known(table);
        if (known != null) {
            pending.put(table, new Pending(noted, known.state().epoch()));
        }
    }

    void withdraw(TableId table) {
        pending.remove(table);
    }

    /** Whether the table gets columns once it has all of its topic. */
    boolean areThereFor(TableId table) {
        return pending.containsKey(table);
    }

    /**
     * Called when the table has all of its topic, by whoever writes to it.
     *
     * @return the table as it is then
     */
    TableContext settle(TableEngine engine, TableContext table) {
        Pending change = pending.remove(table.table());
        if (change == null || !change.isNewsTo(table)) {
            return table;
        }
        RowShape source = new TextRows(table.table(), change.noted().columns(), table.columns(), policies).shape();
        RowShape shape = ModeRules.of(table.state().mode()).shape(source);
        Evolution evolution = Evolution.plan(table.columns(), shape);
        if (evolution instanceof Evolution.None || evolution instanceof Evolution.Impossible) {
            return table;
        }
        LOG.info("Table {} gets the columns that the source has noted", table.table());
        return new TableApplier(tables, engine, null, table).evolve(evolution).context();
    }
}
