package io.cdcpipeline.job.fill;

import io.cdcpipeline.job.state.FilledAt;

/** A view of one table of the source, at an exactly known place of its log, that stays as it is until this is closed. */
interface FilledView extends AutoCloseable {

    FilledAt at();

    /** What the source knows the table by; 0 where it has nothing of the kind. */
    long oid();

    /** What the catalogue says of the table. */
    SourceTable source();

    /** Who waits until this is closed; null for nobody. */
    String waiter();

    @Override
    void close();
}
