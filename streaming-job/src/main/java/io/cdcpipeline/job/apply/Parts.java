package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.job.fill.SourceLogReader;
import io.cdcpipeline.job.transport.Transport;

/** What a batch and a table's recovery share. */
record Parts(
        Transport transport,
        SourceStream stream,
        Tables tables,
        DroppedTables dropped,
        PendingChanges pending,
        Collapser collapser,
        LakeWriter writer,
        EnginePool engines,
        WaitingCanaries canaries) {

    SourceLogReader sourceLog(SourceDatabase database) {
        return SourceLogReader.open(database, () -> transport.connectorOffset(database.offsets()));
    }
}
