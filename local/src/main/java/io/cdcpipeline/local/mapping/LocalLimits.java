package io.cdcpipeline.local.mapping;

import io.cdcpipeline.api.Broker;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.LakeSpec;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.local.LocalException;
import java.util.ArrayList;
import java.util.List;

/** Says what a manifest asks for that only a cluster has, all of it at once. */
final class LocalLimits {

    private LocalLimits() {}

    static void check(CdcPipeline pipeline) {
        List<String> problems = new ArrayList<>();
        Broker broker = pipeline.getSpec().broker();
        if (broker.strimzi() != null) {
            problems.add("spec.broker.strimzi names a Kafka that runs in a cluster ("
                    + broker.strimzi().cluster()
                    + "): on this machine leave spec.broker out, or name one by its addresses in spec.broker.external");
        }
        if (pipeline.getSpec().source().kind() instanceof Postgresql source && source.cnpg() != null) {
            problems.add("spec.source.postgresql.cnpg names a database that runs in a cluster ("
                    + source.cnpg().cluster()
                    + "): on this machine use spec.source.postgresql.managed, or name one by its address in .external");
        }
        LakeSpec lake = pipeline.getSpec().lake();
        if (lake.path() != null && !lake.path().matches("(file|s3a):.*")) {
            problems.add(
                    "spec.lake.path is " + lake.path()
                            + ", and from this machine S3 and its own disk are reached only: use a path that starts with s3a:, or spec.lake.volume");
        }
        if (!problems.isEmpty()) {
            throw new LocalException(String.join(".\n", problems) + ".");
        }
    }
}
