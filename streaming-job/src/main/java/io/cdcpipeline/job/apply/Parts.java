package io.cdcpipeline.job.apply;

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
        EnginePool engines) {}
