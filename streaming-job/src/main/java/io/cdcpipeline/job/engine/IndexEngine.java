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
    private final KeyIndexes indexes;
    private final Compactions compactions;

    /**
     * @param session this engine's own, see {@link MergeEngine}
     * @param indexes and {@code compactions}: shared by all engines that write the same tables, one after another
     */
    IndexEngine(SparkSession session, KeyIndexes indexes, Compactions compactions) {
        this.session = session;
        this.merge = new MergeEngine(session, compactions.requests());
        this.indexes = indexes;
        this.compactions = compactions;
    }

    @Override
    public TableWriter table(String path) {
        return new IndexTable(session, merge.writer(path), new IndexTable.Shared(indexes, compactions), path);
    }
}
