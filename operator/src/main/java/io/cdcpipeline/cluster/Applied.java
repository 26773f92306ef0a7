package io.cdcpipeline.cluster;

import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.StageCondition;

/** How the application of one resource ended. */
public sealed interface Applied {

    /** It is as the plan wants it; as the server has it. */
    record Done(ObservedResource live) implements Applied {}

    /** The server did not take it, and will not until somebody changes something. */
    record Failed(StageCondition condition) implements Applied {}
}
