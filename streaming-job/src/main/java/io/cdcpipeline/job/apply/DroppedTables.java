package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.OnDrop;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables that were certainly dropped in the source, all of whose changes are in Kafka: one that has applied them is gone.
 * Thread-safe.
 */
final class DroppedTables {

    private static final Logger LOG = LoggerFactory.getLogger(DroppedTables.class);

    private final Tables tables;
    private final OnDrop policy;
    private final RemovedFolders removed;
    private final Set<TableId> certain = ConcurrentHashMap.newKeySet();

    DroppedTables(Tables tables, OnDrop policy, RemovedFolders removed) {
        this.tables = tables;
        this.policy = policy;
        this.removed = removed;
    }

    /** @return whether that is news */
    boolean add(TableId table) {
        return certain.add(table);
    }

    /** Others are there again. */
    void retain(Set<TableId> absent) {
        certain.retainAll(absent);
    }

    /** Whether the table is gone once it has all of its topic. */
    boolean isCertain(TableId table) {
        return certain.contains(table);
    }

    /**
     * Called when the table has all of its topic, by whoever writes to it.
     *
     * @return the table as it is then; one that does not exist when its folder was removed
     */
    TableContext settle(TableEngine engine, TableContext table) {
        if (!certain.remove(table.table()) || !table.exists() || table.state().gone()) {
            return table;
        }
        tables.source().set(table.table(), null);
        tables.source().save();
        if (policy == OnDrop.DROP && table.state().incomplete() == null) {
            String folder = tables.path(table.table());
            engine.table(folder).release();
            removed.remove(folder);
            LOG.info("Table {} was dropped in the source, and its folder is removed", table.table());
            return TableContext.absent(table.table()).with(table.state().dropped());
        }
        LOG.info("Table {} was dropped in the source, and stays as it was at the end", table.table());
        return new TableApplier(tables, engine, null, table)
                .say(table.state().dropped())
                .context();
    }
}
