package io.cdcpipeline.job.verify;

import io.cdcpipeline.job.collapse.CutReport;
import io.cdcpipeline.job.engine.LocalOperations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** Keys of rows that a comparison leaves out, as batches have found them. */
public record UnseenKeys(List<CutReport.UnseenRows> found) {

    /** Whether these are all. */
    public boolean isComplete() {
        return found.stream().allMatch(CutReport.UnseenRows::complete);
    }

    /** As the compared rows have them. */
    Set<List<String>> keys(SparkSession session, RowForm form) {
        Set<List<String>> keys = new HashSet<>();
        RowForm key = new RowForm(form.columns().subList(0, form.keyColumns()), form.keyColumns());
        for (CutReport.UnseenRows rows : found) {
            List<InternalRow> internal = new ArrayList<>();
            for (byte[] bytes : rows.keys()) {
                UnsafeRow row = new UnsafeRow(rows.type().size());
                row.pointTo(bytes, bytes.length);
                internal.add(row);
            }
            new LocalOperations(rows.type(), internal)
                    .rows(session).selectExpr(key.lakeColumns()).collectAsList().stream()
                            .map(LakeTable::texts)
                            .map(key::of)
                            .forEach(keys::add);
        }
        return keys;
    }
}
