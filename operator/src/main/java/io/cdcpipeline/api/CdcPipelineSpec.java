package io.cdcpipeline.api;

import java.util.List;

public record CdcPipelineSpec(
        Boolean suspend,
        DeletionPolicy deletionPolicy,
        Source source,
        List<String> tables,
        Broker broker,
        Connect connect,
        LakeSpec lake,
        Job job) {

    public CdcPipelineSpec {
        suspend = suspend != null && suspend;
        deletionPolicy = deletionPolicy == null ? DeletionPolicy.RETAIN : deletionPolicy;
        tables = tables == null ? List.of() : List.copyOf(tables);
        broker = broker == null ? new Broker(null, null, null) : broker;
        connect = connect == null ? new Connect(null, null, null, null) : connect;
        job = job == null ? new Job(null, null, null, null, null, null, null) : job;
    }
}
