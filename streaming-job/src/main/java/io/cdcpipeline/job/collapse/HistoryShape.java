package io.cdcpipeline.job.collapse;

import static io.cdcpipeline.job.collapse.OwnColumns.column;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.engine.Ending;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a table that has each version of each row: from where it is valid and up to where, then the source's. A version's key
 * is the row's and where it ends, which is nowhere for one that is valid still.
 */
final class HistoryShape {

    private static final List<String> PLACE = List.of("epoch", "commit_lsn", "lsn", "order");
    private static final String FROM = "_cdc_from_";
    private static final String TO = "_cdc_to_";
    private static final List<Column> OWN =
            Stream.concat(bound(FROM), bound(TO)).toList();

    /** What one that is valid still has NULL in. */
    static final String OPEN = TO + PLACE.get(0);

    /** So many columns tell where a version ends, the time left out. */
    static final int PLACES = PLACE.size();

    private HistoryShape() {}

    private static Stream<Column> bound(String name) {
        return Stream.concat(
                PLACE.stream().map(p -> column(name + p, DataTypes.LongType)),
                Stream.of(column(name + "time", DataTypes.TimestampType)));
    }

    static RowShape of(RowShape source) {
        List<Column> columns = new ArrayList<>(OwnColumns.beside(source, OWN, TableMode.HISTORY));
        columns.addAll(source.columns());
        List<String> key = new ArrayList<>(source.key());
        PLACE.forEach(p -> key.add(TO + p));
        return new RowShape(columns, key, true, source.relation());
    }

    /** With the columns that the source has no more: a version that ends keeps what it had. */
    static RowShape with(RowShape shape, StructType lake) {
        List<Column> columns = new ArrayList<>(shape.columns());
        Stream.of(lake.fields())
                .filter(f -> shape.columns().stream().noneMatch(c -> c.name().equals(f.name())))
                .map(f -> new Column(f.name(), f.dataType(), new Initial.Null(), ColumnNumber.of(f)))
                .forEach(columns::add);
        return new RowShape(columns, shape.key(), shape.nullableKey(), shape.relation());
    }

    /** @param compared the columns by which a version that a fill brings is the one that is there, among others */
    static Ending ending(SegmentReport.End end, RowShape compared) {
        List<String> own = OWN.stream().map(Column::name).toList();
        return new Ending(
                OPEN,
                bound(TO).map(Column::name).toList(),
                bound(end),
                compared.columns().stream()
                        .map(Column::name)
                        .filter(c -> !own.contains(c))
                        .toList());
    }

    private static Object[] bound(SegmentReport.End at) {
        return new Object[] {
            at.epoch(), at.at().major(), at.at().minor(), Math.max(0, at.at().ordinal()), at.timeMicros()
        };
    }

    /** @param to null for a version that is valid still */
    static LiftedRows.Own valid(SegmentReport.End from, SegmentReport.End to) {
        Object[] values = new Object[OWN.size()];
        Object[] begin = bound(from);
        System.arraycopy(begin, 0, values, 0, begin.length);
        if (to != null) {
            System.arraycopy(bound(to), 0, values, begin.length, begin.length);
        }
        return LiftedRows.Own.of(values);
    }

    /** Of a version that began where the table says. @param to null for one that is valid still */
    static LiftedRows.Own validTo(SegmentReport.End to) {
        int half = OWN.size() / 2;
        Object[] values = new Object[OWN.size()];
        if (to != null) {
            System.arraycopy(bound(to), 0, values, half, half);
        }
        return new LiftedRows.Own(values, "1".repeat(half) + "0".repeat(half));
    }
}
