package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.schema.RowShape;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the rows of a segment out of its blocks: those of one kind.
 *
 * @param layout what the rows then look like
 * @param keyFields how many columns the key has
 * @param moved whether it is the rows that have an origin: its key then follows the columns
 */
public record BlockRows(StructType layout, int operationFields, int keyFields, boolean moved) implements Serializable {

    public static BlockRows plain(RowShape shape) {
        StructType layout = shape.operations();
        return new BlockRows(layout, layout.size(), shape.key().size(), false);
    }

    public static BlockRows moved(RowShape shape) {
        return new BlockRows(
                shape.moves(), shape.operations().size(), shape.key().size(), true);
    }

    public Iterator<InternalRow> of(Block block) {
        if (moved != (block.origins() != null)) {
            return List.<InternalRow>of().iterator();
        }
        return IntStream.range(0, block.rows().length)
                .mapToObj(i -> row(block, i))
                .iterator();
    }

    private InternalRow row(Block block, int i) {
        UnsafeRow operation = unsafe(block.rows()[i], operationFields);
        return moved ? new JoinedRow(operation, unsafe(block.origins()[i], keyFields)) : operation;
    }

    private static UnsafeRow unsafe(byte[] bytes, int fields) {
        UnsafeRow row = new UnsafeRow(fields);
        row.pointTo(bytes, bytes.length);
        return row;
    }
}
