package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.lake.TableId;

/** A table is to be something else than it is: what it has can be told in no other way, and only a human can decide that it goes. */
final class OtherModeException extends IllegalStateException {

    OtherModeException(TableId table, TableMode is, TableMode wanted) {
        super(
                ("the lake's table is a %1$s, and spec.tableSettings says %2$s: cdc snapshot %3$s, or a CdcOperation, makes it anew"
                                + " as a %2$s; to keep what it has, give it another target, or say %4$s")
                        .formatted(is.text(), wanted.text(), table, is.setting()));
    }
}
