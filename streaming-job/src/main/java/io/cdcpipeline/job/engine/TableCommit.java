package io.cdcpipeline.job.engine;

import io.cdcpipeline.job.schema.RowShape;
import java.util.Set;

/**
 * What becomes one commit of one Delta table.
 *
 * @param base the table's version that the caller knows; {@link #ANY} when rows of others do not matter
 * @param transaction makes the commit happen once only
 * @param metadata the commit's user metadata
 */
public record TableCommit(
        RowShape shape, long base, Target target, Rows rows, Transaction transaction, String metadata) {

    public static final long ANY = -1;

    /** What the rows meet. */
    public enum Target {
        /** Rows of the same keys, maybe. */
        ROWS,
        /** No row of the same key: they can be added without a look at the table. */
        NO_SUCH_ROW,
        /** Nothing: all rows go before these come. */
        CLEARED,
        /**
         * Rows that are equal in all columns, of a table without a key: each that is removed takes one of them away, each that is put
         * is one more. Where there are fewer than are to be removed, nothing is committed.
         */
        COPIES,
        /** As {@link #COPIES}; where there are fewer, those that are there are removed. */
        COPIES_IF_ANY,
        /** Rows that do not go when they end, as the {@link Rows#ending ending} says: all that none comes for. */
        ENDED,
        /** Nothing, as {@link #CLEARED}, in columns that hold them: the commit changes those too where it has to. */
        REPLACED,
        /** Nothing, as {@link #CLEARED}; the table has the rows' columns from then on, and no others. */
        RENEWED
    }

    /**
     * Each key occurs once in all of them; without a key, each is a copy of its row.
     *
     * @param operations in the layout of {@link RowShape#operations()}
     * @param moves rows that take columns from the row of another key, in the layout of {@link RowShape#moves()}; null for
     *     none
     * @param kept ordinals of the columns of which some operation keeps the table's value
     * @param ending of {@link Target#ENDED}; else null
     */
    public record Rows(OperationSource operations, OperationSource moves, Set<Integer> kept, Ending ending) {

        public Rows(OperationSource operations, OperationSource moves, Set<Integer> kept) {
            this(operations, moves, kept, null);
        }

        public static Rows of(OperationSource operations) {
            return new Rows(operations, null, Set.of());
        }
    }

    /**
     * @param application who writes
     * @param version grows from commit to commit
     */
    public record Transaction(String application, long version) {}
}
