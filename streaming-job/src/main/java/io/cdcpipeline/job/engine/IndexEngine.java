package io.cdcpipeline.job.engine;

import org.apache.spark.sql.SparkSession;

/**
 * Few changes of a table whose keys fit into memory cost what the changes cost, not what the table does: an index tells in which
 * file and row a key is, so that a commit is a mark in a deletion vector and an appended row, without a look at the table. All
 * else is done as by {@link MergeEngine}.
 */
public final class IndexEngine implements TableEngine {

    private final SparkSession session;
    private final MergeEngine merge;
    private final IndexTable.Shared shared;

    /**
     * @param session this engine's own, see {@link MergeEngine}
     * @param shared by all engines that write the same tables, one after another
     */
    IndexEngine(SparkSession session, IndexTable.Shared shared) {
        this.session = session;
        this.merge = new MergeEngine(session, shared.compactions().requests());
        this.shared = shared;
    }

    @Override
    public TableWriter table(String path) {
        return new IndexTable(session, merge.writer(path), shared, path);
    }
}
