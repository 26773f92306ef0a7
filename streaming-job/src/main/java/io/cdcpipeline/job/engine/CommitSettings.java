package io.cdcpipeline.job.engine;

import org.apache.spark.sql.SparkSession;

/** What a session's configuration says while a commit is made: Delta and Spark read it from there. */
final class CommitSettings {

    private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
    private static final String PARTITIONS = "spark.sql.shuffle.partitions";
    private static final String APPLICATION = "spark.databricks.delta.write.txnAppId";
    private static final String VERSION = "spark.databricks.delta.write.txnVersion";
    private static final String METADATA = "spark.databricks.delta.commitInfo.userMetadata";
    private static final String VECTORS_IN_MERGE = "spark.databricks.delta.merge.deletionVectors.persistent";

    private static final String COMPACTION = "spark.databricks.delta.autoCompact.enabled";

    private final SparkSession session;
    private final boolean compacts;
    private final String adaptive;
    private final String partitions;

    CommitSettings(SparkSession session) {
        this.session = session;
        this.compacts = !session.conf().contains(COMPACTION);
        this.adaptive = session.conf().get(ADAPTIVE);
        this.partitions = session.conf().get(PARTITIONS);
    }

    /** Makes commits that carry the metadata. */
    void during(String metadata, Runnable commits) {
        session.conf().set(METADATA, metadata);
        try {
            commits.run();
        } finally {
            session.conf().unset(METADATA);
        }
    }

    /** Makes one commit that carries the metadata, unless the table's log has the transaction already. */
    void during(TableCommit.Transaction transaction, String metadata, Runnable commit) {
        session.conf().set(APPLICATION, transaction.application());
        session.conf().set(VERSION, transaction.version());
        try {
            during(metadata, commit);
        } finally {
            session.conf().unset(APPLICATION);
            session.conf().unset(VERSION);
        }
    }

    /** Planning anew after each shuffle, and more than one task, cost more than they can save where all is small. */
    void planFor(boolean small) {
        session.conf().set(ADAPTIVE, small ? "false" : adaptive);
        session.conf().set(PARTITIONS, small ? "1" : partitions);
    }

    /** Whether small files are to be put together: the user has said nothing of it. */
    boolean compacts() {
        return compacts;
    }

    /** Whether Delta puts small files together after a commit, before it returns. What the user says wins. */
    void compactAfterCommit(boolean wanted) {
        if (compacts) {
            session.conf().set(COMPACTION, Boolean.toString(wanted));
        }
    }

    /** Whether a merge marks rows as deleted, or writes the files that hold them anew. */
    void deletionVectors(boolean wanted) {
        session.conf().set(VECTORS_IN_MERGE, Boolean.toString(wanted));
    }
}
