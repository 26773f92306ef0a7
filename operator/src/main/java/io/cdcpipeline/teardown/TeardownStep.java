package io.cdcpipeline.teardown;

import io.cdcpipeline.cluster.ClusterActions;
import io.cdcpipeline.reconcile.Reconciliation;

/** One thing that has to happen before a pipeline may go. */
sealed interface TeardownStep permits StopJob, StopConnector, DropSlot, KeepClusterId, DeleteWorkloads, DeleteClaims {

    Progress take(Reconciliation reconciliation, ClusterActions actions);

    /** How far it got. */
    sealed interface Progress {

        /** Over, or never needed. */
        record Done() implements Progress {}

        /**
         * Not yet.
         *
         * @param left what stays behind if it never happens, and what to do about it then
         */
        record Pending(String left) implements Progress {}
    }
}
