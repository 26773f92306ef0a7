package io.cdcpipeline.job.progress;

import io.cdcpipeline.contract.TableLetters;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.job.lake.TableId;
import java.time.Instant;
import java.util.List;

/** Learns what becomes of the pipeline's tables. Called by the driver, from any of its threads. */
public interface BatchListener extends FillListener {

    /** A batch is in the lake. @param partitions where each partition stands: all below is readable in Delta */
    void applied(long batch, List<PartitionProgress> partitions, List<TableProgress> tables);

    /** A table has read its topic by itself, beside the batches, up to where it is now. */
    default void read(String topic, TableProgress table) {}

    /** Before the first batch: what the lake tells of itself, so that a restart forgets nothing. */
    default void loaded(LoadedLake lake) {}

    /** A table has another name in the lake than before. @param path of what it was before, where nothing is written any more */
    default void kept(TableId table, String path) {}

    /** Rules of a table's columns match none that it has in the source. @param rules by their places in the entry of the manifest; empty for none */
    default void unmatchedRules(TableId table, List<Integer> rules) {}

    /** What stands in the dead-letter table has become other. @param now all of it, by table */
    default void letters(List<TableLetters> now) {}

    /** A table could not be brought further. It counts as failed until it has {@link #recovered}. */
    default void failed(TableFailure failure) {}

    /** A table that had failed has caught up with the others. */
    default void recovered(TableId table) {}

    /** A table reads its topic by itself from now on, from where the batches are. */
    default void behind(TableId table) {}

    /** A table that read its topic by itself has all of it, or follows the batches again. */
    default void caughtUp(TableId table) {}

    /** A table was compared with the source's. @param last what came of it; null while there is nothing to say */
    default void verified(TableId table, TableStatus.Verified last) {}

    /**
     * The connector lived then, and nothing of a table came. It may be reading what was committed long before: who has heard of a
     * {@link #canary} knows better.
     */
    default void heartbeat(Instant connectorTime) {}

    /** What the source committed before that has been read, and can be read in the lake where no table failed. */
    default void canary(Instant committed) {}
}
