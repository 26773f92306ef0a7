package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.job.collapse.DeadLetters;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableWriter;

/** Keeps what could not be applied, each record once, however often it is read. Thread-safe: one commit at a time. */
final class DeadLetterTable {

    private final JobConfig config;

    DeadLetterTable(JobConfig config) {
        this.config = config;
    }

    /** One commit for all records of a batch that could not be applied; none when there is no such record. */
    synchronized void save(CollapsedBatch batch, TableEngine engine) {
        if (!batch.hasDeadLetters()) {
            return;
        }
        TableWriter table = engine.table(config.lake().deadLetters());
        // Not an append: a record that is read again, from another checkpoint or by a table's retry, is there already.
        table.commit(new TableCommit(
                DeadLetters.SHAPE,
                TableCommit.ANY,
                TableCommit.Target.ROWS,
                TableCommit.Rows.of(batch.deadLetters()),
                new TableCommit.Transaction(config.uid() + "/dead-letters", version(table) + 1),
                "{}"));
    }

    private long version(TableWriter table) {
        return table.open()
                .orElseGet(() ->
                        table.create(DeadLetters.SHAPE, TableOwner.of(config).properties()))
                .version();
    }
}
