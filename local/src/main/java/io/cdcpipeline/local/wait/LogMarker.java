package io.cdcpipeline.local.wait;

import java.sql.SQLException;
import java.util.Optional;

/** A place in the source's log, and whether the reader of changes is known to have passed it. */
sealed interface LogMarker permits SlotMarker, GtidMarker {

    /** What is missing; empty once the reader has confirmed all that lies before. */
    Optional<String> missing() throws SQLException;
}
