package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;

/** What a table in the lake is to the one in the source: it decides what becomes of changes before an engine sees them. */
enum ModeRules {

    /** The same rows: of a key, the last change counts; without one, how many of each there are. */
    MIRROR(TableMode.MIRROR) {
        @Override
        RowShape shape(RowShape source) {
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

    /** Each change once, in a row of its own. */
    CHANGELOG(TableMode.CHANGELOG) {
        @Override
        RowShape shape(RowShape source) {
            return ChangelogShape.of(source);
        }

        /** No fill by itself mends that: it would have to take what is told. */
        @Override
        String wayOut(Evolution.Impossible impossible) {
            return impossible.isMendedByFill() ? impossible.what() + BEGUN_ANEW : impossible.reason();
        }

        @Override
        Segment open(Segment.Start start) {
            return new ChangelogSegment(start);
        }

        @Override
        Untold untold(Change change) {
            boolean read = change.operation() == Operation.READ;
            return read || change.position().log().ordinal() >= 0 ? null : Untold.ofVersion1();
        }
    };

    private static final String BEGUN_ANEW =
            ": a snapshot of the table that somebody asks for begins the changelog anew; to"
                    + " keep what it has, move its folder away before that";

    private final TableMode mode;

    ModeRules(TableMode mode) {
        this.mode = mode;
    }

    static ModeRules of(TableMode mode) {
        return switch (mode) {
            case MIRROR -> MIRROR;
            case CHANGELOG -> CHANGELOG;
        };
    }

    TableMode mode() {
        return mode;
    }

    /** Whether a change that is applied twice would be told twice; and rows never go. */
    boolean tellsEachChange() {
        return this == CHANGELOG;
    }

    /**
     * The columns in the lake.
     *
     * @throws io.cdcpipeline.job.schema.TakenColumnException when the source has columns that are called like the mode's own
     */
    abstract RowShape shape(RowShape source);

    /** Whether rows of the source that no change tells of are to be here, too. @param allRows whether they are as a rule */
    boolean wantsEarlierRows(RowShape source, boolean allRows) {
        return allRows || source.key().isEmpty() && !tellsEachChange();
    }

    abstract Segment open(Segment.Start start);

    /** What is told of a table whose columns cannot become those of the source. */
    String wayOut(Evolution.Impossible impossible) {
        return impossible.reason();
    }

    /** Why nobody can tell what a change does to the table; null when it can be applied. */
    abstract Untold untold(Change change);
}
