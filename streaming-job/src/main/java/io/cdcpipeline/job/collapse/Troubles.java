package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.Repair;

/** What a table says of itself, where it cannot go on or lacks something. */
final class Troubles {

    static final String WAY_OUT = Repair.WAY_OUT;

    static final String NOT_FILLED = "it may have had rows before its changes came" + Repair.WAY_OUT;

    static final String NOT_TAKEN = "its change at offset %d cannot be taken, which is a fault of the job: %s";

    static final String PARTITIONS = "its topic %s has several partitions, which keep no order among them: let the"
            + " connector create it with one partition";

    /** Of a changelog, after what is wrong: no fill by itself may take what is told. */
    static final String BEGUN_ANEW = ": a snapshot of the table that somebody asks for begins the changelog anew; to"
            + " keep what it has, move its folder away before that";

    /** Of a table that keeps what the source has no more, after what is wrong: no fill by itself may take that. */
    static final String MADE_ANEW =
            ": a snapshot of the table that somebody asks for makes it anew, without what only the lake has; to keep that, move"
                    + " its folder away before that";

    private Troubles() {}
}
