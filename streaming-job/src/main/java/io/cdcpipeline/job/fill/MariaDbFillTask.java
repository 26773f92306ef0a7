package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.decode.TextRows;
import io.cdcpipeline.job.lake.TableId;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * What an executor does: it reads ranges of a table of MariaDB, of which the driver serves it the rows.
 *
 * @param served by which the driver's {@link ServedRows} are found
 * @param lake the table's columns in the lake; null for none
 */
record MariaDbFillTask(
        String served,
        MariaDbTable table,
        List<KeyRange> ranges,
        StructType lake,
        TypePolicies policies,
        FillProgress progress)
        implements FlatMapFunction<Iterator<ServedShare>, InternalRow>, Serializable {

    TextRows rows() {
        TableId id = new TableId(table.name().schema(), table.name().name());
        return new TextRows(id, table.described(), lake, policies);
    }

    @Override
    public Iterator<InternalRow> call(Iterator<ServedShare> partition) {
        if (!partition.hasNext()) {
            return List.<InternalRow>of().iterator();
        }
        ServedShare share = partition.next();
        return new MariaDbRows(new ServedPages(served, share.reader()), this, share.ranges());
    }
}
