package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.engine.Ending;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.types.StructType;

/** What a table in the lake is to the one in the source: it decides what becomes of changes before an engine sees them. */
public enum ModeRules {

    /** The same rows: of a key, the last change counts; without one, how many of each there are. */
    MIRROR(TableMode.MIRROR, null) {
        @Override
        public RowShape shape(RowShape source) {
            return source;
        }

        @Override
        Segment open(Segment.Start start) {
            return start.shape().key().isEmpty() ? new CopiesSegment(start) : new MirrorSegment(start);
        }

        @Override
        Untold untold(Change change) {
            String why = change.isKeyless() ? CopiesSegment.untold(change) : null;
            return why == null ? null : Untold.ofNoKey(why);
        }
    },

    /** The same rows, and those that were deleted, marked as such. */
    SOFT_MIRROR(TableMode.SOFT_MIRROR, Troubles.MADE_ANEW) {
        @Override
        public RowShape shape(RowShape source) {
            return SoftShape.of(source);
        }

        @Override
        Segment open(Segment.Start start) {
            return new SoftSegment(start);
        }

        @Override
        public boolean keepsRows() {
            return true;
        }

        @Override
        public Ending ending(SegmentReport.End end, RowShape shape) {
            return SoftShape.ending(end.timeMicros());
        }

        @Override
        UnaryOperator<byte[]> reads(LiftedReads reads) {
            return new SoftRows(reads.source(), reads.lake())::live;
        }

        @Override
        public String present() {
            return "NOT " + SoftShape.DELETED;
        }
    },

    /** Each version of each row. */
    HISTORY(TableMode.HISTORY, Troubles.MADE_ANEW) {
        @Override
        public RowShape shape(RowShape source) {
            return HistoryShape.of(source);
        }

        @Override
        RowShape stored(RowShape shape, StructType lake) {
            return HistoryShape.with(shape, lake);
        }

        @Override
        Segment open(Segment.Start start) {
            return new HistorySegment(start);
        }

        @Override
        public boolean keepsRows() {
            return true;
        }

        @Override
        public Ending ending(SegmentReport.End end, RowShape shape) {
            return HistoryShape.ending(end, shape);
        }

        @Override
        UnaryOperator<byte[]> reads(LiftedReads reads) {
            LiftedRows rows = new LiftedRows(reads.source(), reads.lake(), 0);
            return row -> rows.row(row, HistoryShape.valid(reads.at(), null));
        }

        @Override
        public String present() {
            return HistoryShape.OPEN + " IS NULL";
        }
    },

    /** Each change once, in a row of its own. */
    CHANGELOG(TableMode.CHANGELOG, Troubles.BEGUN_ANEW) {
        @Override
        public RowShape shape(RowShape source) {
            return ChangelogShape.of(source);
        }

        @Override
        Segment open(Segment.Start start) {
            return new ChangelogSegment(start);
        }
    };

    private final TableMode mode;
    private final String anew;

    /** @param anew what only a snapshot that somebody asks for makes good, after what is wrong; null where any fill does */
    ModeRules(TableMode mode, String anew) {
        this.mode = mode;
        this.anew = anew;
    }

    public static ModeRules of(TableMode mode) {
        return switch (mode) {
            case MIRROR -> MIRROR;
            case SOFT_MIRROR -> SOFT_MIRROR;
            case CHANGELOG -> CHANGELOG;
            case HISTORY -> HISTORY;
        };
    }

    TableMode mode() {
        return mode;
    }

    /** Whether a change that is applied twice would be told twice. */
    boolean countsChanges() {
        return mode.isOfChanges();
    }

    /** Whether each change is a row, and rows never go. */
    boolean tellsEachChange() {
        return this == CHANGELOG;
    }

    /**
     * The columns in the lake.
     *
     * @throws io.cdcpipeline.job.schema.UnfitTableException when the source's table cannot be that
     */
    public abstract RowShape shape(RowShape source);

    /** As {@link #shape}, with the columns besides that rows need that are there. @param lake the table's columns */
    RowShape stored(RowShape shape, StructType lake) {
        return shape;
    }

    /** Whether rows of the source that no change tells of are to be here, too. @param allRows whether they are as a rule */
    boolean wantsEarlierRows(RowShape source, boolean allRows) {
        return allRows || source.key().isEmpty() && !tellsEachChange();
    }

    abstract Segment open(Segment.Start start);

    /** What is told of a table whose columns cannot become those of the source. */
    String wayOut(Evolution.Impossible impossible) {
        return anew == null || !impossible.isMendedByFill() ? impossible.reason() : lost(impossible);
    }

    /** Why no fill that comes by itself makes the table anew, of one that has what the source has no more. */
    public String lost(Evolution.Impossible impossible) {
        return impossible.what() + anew;
    }

    /** Why nobody can tell what a change does to the table; null when it can be applied. */
    Untold untold(Change change) {
        boolean told = !countsChanges()
                || change.operation() == Operation.READ
                || change.position().log().ordinal() >= 0;
        return told ? null : Untold.ofVersion1();
    }

    /** Whether rows that the source has no more stay, and say so. */
    public boolean keepsRows() {
        return false;
    }

    /** What becomes of rows that are no more from there on, of a table that keeps them. @param shape of those that come */
    public Ending ending(SegmentReport.End end, RowShape shape) {
        throw new UnsupportedOperationException();
    }

    /** Makes rows that a fill reads into those of a table that keeps rows. */
    UnaryOperator<byte[]> reads(LiftedReads reads) {
        throw new UnsupportedOperationException();
    }

    /** Which rows the source has, too, as SQL; null for all. */
    public String present() {
        return null;
    }

    /** Whether there is anything to hold against the source's rows. */
    public boolean isComparable() {
        return !tellsEachChange();
    }
}
