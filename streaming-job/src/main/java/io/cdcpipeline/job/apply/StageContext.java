package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.TableId;
import java.io.Serializable;
import java.util.Map;

/**
 * What each task of a batch is given.
 *
 * @param query the streaming query's id
 * @param unavailableValue what stands for a TOASTed column that did not change
 * @param segmentBytes a table's changes are cut, so that they fit into memory, when they take about that much
 */
record StageContext(
        String query, long batch, String unavailableValue, long segmentBytes, Map<TableId, TableContext> tables)
        implements Serializable {}
