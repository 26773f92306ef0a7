package io.cdcpipeline.job.collapse;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * What became of cuts in one table's part of a batch.
 *
 * @param passed by cut, the index of the segment that has the first change behind it
 * @param unseen by cut, rows that changed before it though its view does not see it
 */
public record CutReport(Map<Long, Integer> passed, Map<Long, UnseenRows> unseen) implements Serializable {

    public static final CutReport NONE = new CutReport(Map.of(), Map.of());

    /**
     * @param type of a key; of a table without one, the layout of operations of its rows
     * @param keys as unsafe rows
     * @param complete whether these are all
     */
    public record UnseenRows(StructType type, List<byte[]> keys, boolean complete) implements Serializable {}
}
