package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.Repair;

/** What a table says of itself, where it cannot go on or lacks something. */
final class Troubles {

    static final String WAY_OUT = Repair.WAY_OUT;

    static final String NOT_FILLED = "it may have had rows before its changes came" + Repair.WAY_OUT;

    static final String NOT_TAKEN = "its change at offset %d cannot be taken, which is a fault of the job: %s";

    static final String PARTITIONS = "its topic %s has several partitions, which keep no order among them: let the"
            + " connector create it with one partition";

    private Troubles() {}
}
