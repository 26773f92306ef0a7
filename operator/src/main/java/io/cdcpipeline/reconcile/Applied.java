package io.cdcpipeline.reconcile;

import io.cdcpipeline.observe.Live;
import io.cdcpipeline.observe.Standing;

/** How the application of one resource ended. */
sealed interface Applied {

    /** It is as the plan wants it; as the server has it. */
    record Done(Live live) implements Applied {}

    /** The server did not take it, and will not until somebody changes something. */
    record Failed(Standing standing) implements Applied {}
}
