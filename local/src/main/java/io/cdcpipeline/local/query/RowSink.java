package io.cdcpipeline.local.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Takes a result as it arrives, so that a large one needs no memory. */
public interface RowSink {

    /** Comes once, first. */
    void columns(List<LakeColumn> columns);

    /** Cells in the order of the columns: null, boolean, number or text. */
    void row(List<JsonNode> cells);
}
