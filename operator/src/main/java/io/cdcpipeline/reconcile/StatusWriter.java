package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CdcPipelineStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;

/** Writes a status when it says something new. */
public final class StatusWriter {

    private StatusWriter() {}

    /** JOSDK keeps what was written, so that the next pass compares with it and not with an older cache. */
    public static boolean write(CdcPipeline pipeline, CdcPipelineStatus next, Context<CdcPipeline> context) {
        if (next.equals(pipeline.getStatus())) {
            return false;
        }
        PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(pipeline, bare(pipeline, next), context);
        return true;
    }

    /** Only what is to be applied: a field that is sent is a field that is owned. */
    public static CdcPipeline bare(CdcPipeline pipeline, CdcPipelineStatus status) {
        var bare = new CdcPipeline();
        bare.setMetadata(new ObjectMetaBuilder()
                .withNamespace(pipeline.getMetadata().getNamespace())
                .withName(pipeline.getMetadata().getName())
                .build());
        bare.setStatus(status);
        return bare;
    }
}
