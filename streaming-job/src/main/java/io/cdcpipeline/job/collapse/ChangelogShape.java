package io.cdcpipeline.job.collapse;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.schema.TakenColumnException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The columns of a changelog: what each change is and where it stands, the row after it, the row before it. What is told stays told:
 * a column that comes is NULL in changes from before it, and one that is renamed leaves its former name to them, so that none is
 * known by its number.
 */
public final class ChangelogShape {

    static final String OPERATION = "_cdc_operation";
    static final String BEFORE = "_cdc_before_";

    private static final List<Column> LEAD = List.of(
            column(OPERATION, StringType),
            column("_cdc_epoch", LongType),
            column("_cdc_commit_lsn", LongType),
            column("_cdc_lsn", LongType),
            column("_cdc_order", LongType),
            column("_cdc_transaction", LongType),
            column("_cdc_committed_at", DataTypes.TimestampType),
            column("_cdc_unchanged", DataTypes.createArrayType(StringType, false)));

    static final int LEADING = LEAD.size();

    private ChangelogShape() {}

    /** @throws TakenColumnException when the source has a column that is called like one of these */
    public static RowShape of(RowShape source) {
        List<Column> columns = new ArrayList<>(LEAD);
        source.columns().forEach(c -> columns.add(column(c.name(), c.type())));
        source.columns().forEach(c -> columns.add(column(BEFORE + c.name(), c.type())));
        refuseTaken(columns);
        return new RowShape(columns, List.of(), false, source.relation());
    }

    /** Delta does not tell names apart by case. */
    private static void refuseTaken(List<Column> columns) {
        Set<String> own = new HashSet<>();
        for (Column column : columns) {
            if (!own.add(column.name().toLowerCase(Locale.ROOT)) && isOurs(column.name(), columns)) {
                throw new TakenColumnException(column.name(), TableMode.CHANGELOG.text());
            }
        }
    }

    /** Two columns of the source that differ by case only are refused as such. */
    private static boolean isOurs(String name, List<Column> columns) {
        int sources = (columns.size() - LEADING) / 2;
        return columns.subList(LEADING, LEADING + sources).stream()
                        .filter(c -> c.name().equalsIgnoreCase(name))
                        .count()
                == 1;
    }

    private static Column column(String name, DataType type) {
        return new Column(name, type, new Initial.Null());
    }
}
