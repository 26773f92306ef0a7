package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.Repair;

/** What a table says of itself, where it cannot go on or lacks something. */
final class Troubles {

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

    static final String OTHER_LOG = "its changes come from another server, or from a copy restored from a backup:"
            + " they stand before the last one applied (%s) and were committed after it" + Repair.WAY_OUT;

    static final String OTHER_TABLE =
            "another table of the source has its name since, and may have had rows before" + Repair.WAY_OUT;

    static final String KEYED =
            "it has got a key, and changes from before that may have come as changes by that key" + Repair.WAY_OUT;

    static final String NULL_KEY =
            "rows with NULL in their key %s came: the source may have several of them, the lake has one for each key:"
                    + " add a primary key, or set the key's columns NOT NULL" + Repair.WAY_OUT;

    private Troubles() {}
}
