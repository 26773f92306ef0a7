package io.cdcpipeline.api;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One database, mirrored into Delta Lake tables. */
@Group(CdcPipeline.GROUP)
@Version(CdcPipeline.VERSION)
@ShortNames("cdc")
public class CdcPipeline extends CustomResource<CdcPipelineSpec, CdcPipelineStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    public static final String GROUP = "cdcpipeline.io";
    public static final String VERSION = "v1alpha1";
}
