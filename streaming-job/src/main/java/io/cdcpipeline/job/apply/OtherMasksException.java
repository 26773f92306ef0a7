package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.lake.TableId;

/** A table's columns are to be masked otherwise than those of the rows that it has: nothing is mixed, and only a human can decide. */
final class OtherMasksException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    OtherMasksException(TableId table) {
        super(
                ("the lake's table has its columns masked otherwise than spec.tableSettings says, or with another salt: cdc snapshot %1$s,"
                                + " or a CdcOperation, makes it anew as it says; versions before that are there until they are vacuumed")
                        .formatted(table));
    }
}
