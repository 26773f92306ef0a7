package io.cdcpipeline.job.decode;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextRow;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of a table that come as a text for each column, but in no event: they become what an event of theirs would. Not
 * thread-safe.
 */
public final class TextRows {

    private final TextTable table;
    private final TextRow row;

    /**
     * @param columns those of which texts come, in the order in which they come
     * @param lake the table's columns there, which keep their types as far as they can; null for a table that is not there
     */
    public TextRows(TableId id, List<SourceColumn> columns, StructType lake, TypePolicies policies) {
        List<String> fields = columns.stream().map(SourceColumn::name).toList();
        this.table = TextTable.of(new TextSchema(fields, columns), lake, new TablePolicies(policies, id));
        this.row = table.after();
    }

    public RowShape shape() {
        return table.shape();
    }

    /** Begins a row of which all columns are NULL. */
    public void start() {
        row.start();
    }

    public void set(int column, Text text) {
        row.set(table.ordinals()[column], text);
    }

    /**
     * The row as one to put, in the layout of {@link RowShape#operations()}; a copy.
     *
     * @throws UnreadableValue when a value has no exact place in it
     */
    public InternalRow row() throws UnreadableValue {
        byte[] bytes = row.bytes();
        UnsafeRow put = new UnsafeRow(RowShape.LEAD + table.shape().columns().size());
        put.pointTo(bytes, bytes.length);
        return put;
    }
}
