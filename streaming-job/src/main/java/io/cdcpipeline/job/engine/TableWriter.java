package io.cdcpipeline.job.engine;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Writes one Delta table, as the only one who changes its rows; others may read it, compact it, or set its properties at
 * any time. What somebody else did to its rows is never built upon in silence: {@link #history} tells of it, and
 * {@link #evolve} and {@link #commit} refuse to go on from there. Not thread-safe.
 */
public interface TableWriter {

    /**
     * What is there, empty when no Delta table is.
     *
     * @throws DamagedLogException when the newest commit's file holds a part of it only
     */
    Optional<TableView> open();

    /** What the table's log says of its rows, as far back as commits are kept. */
    TableHistory history(Predicate<String> ours);

    /** Creates an empty table; one that is there already stays as it is. */
    TableView create(RowShape shape, Map<String, String> properties);

    /**
     * Gives the table other columns, in a commit that changes no row's meaning; when its result is there already nothing
     * happens, so it may be repeated.
     *
     * @param base the version that the caller knows
     * @param metadata user metadata of the commits that it takes
     * @throws ForeignCommitException when somebody else has changed rows since the base
     */
    TableView evolve(Evolution evolution, long base, String metadata);

    /**
     * Has the table's properties be what is wanted, in a commit that changes no row. Those that were wanted before and are no more
     * go; others stay.
     *
     * @param base the version that the caller knows
     * @param metadata user metadata of the commit
     * @return empty when nothing had to change
     * @throws ForeignCommitException when somebody else has changed rows since the base
     * @throws io.cdcpipeline.job.schema.UnfitTableException when the table cannot have what is wanted
     */
    Optional<TableView> settle(DeltaSettings wanted, long base, String metadata);

    /**
     * Whether the next commit of {@link TableCommit.Target#ROWS} by key may begin with work that takes as long as the table is
     * large, and that later ones do not have again. It is a guess: it costs next to nothing, or looks at the table's log once.
     */
    default boolean needsPreparation() {
        return false;
    }

    /**
     * Whether somebody who could not {@link #compact} the table, since it changes all the time, has asked whoever writes it to do
     * so. That takes about as long as the table is large.
     */
    default boolean isToBeCompacted() {
        return false;
    }

    /** Compacts the table when {@link #isToBeCompacted} says so, and answers whoever asked. It fails for nobody else. */
    default void compactAsAsked() {}

    /**
     * One commit with all of it. When the table's log has the commit's transaction already, nothing happens. A commit
     * without rows is made all the same: it carries metadata.
     *
     * @throws ForeignCommitException when somebody else has changed rows since the commit's base
     * @throws MissingRowsException when {@link TableCommit.Target#COPIES} are fewer than are to be removed
     */
    Committed commit(TableCommit commit);

    /**
     * Takes small files together, and those of which many rows are deleted, in a commit that changes no row. It may take long,
     * and a commit that comes meanwhile goes first where both cannot be: then whoever writes the table is asked to do it.
     *
     * @param cancelled whether nobody wants it any more
     */
    Compaction compact(BooleanSupplier cancelled);

    /**
     * Deletes files that no version within the table's retention needs. It may take long, and does no harm when it is
     * interrupted or runs beside a commit.
     */
    void maintain();

    /**
     * Nobody is going to write the table any more, and its folder may be removed: returns when nothing is written to it by what goes on
     * beside commits.
     */
    default void release() {}

    /**
     * @param version the commit's
     * @param inserted how many rows were new to the table, those included that were to keep a column's value; -1 when that
     *     is not known
     * @param metadata the newest commit's that carries any; empty when none of those looked at does
     * @param foreign what somebody else did to the table's rows between the commit's base and the commit; empty for nothing
     */
    record Committed(
            long version, long inserted, Optional<String> metadata, Optional<TableHistory.ForeignCommit> foreign) {}
}
