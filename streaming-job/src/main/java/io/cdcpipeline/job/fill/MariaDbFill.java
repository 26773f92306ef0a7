package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.job.state.FilledAt;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Reads a table of MariaDB at one GTID. Unlike PostgreSQL's, a view of it can't be handed to others: the driver's own connections read the
 * rows, and executors, which make the lake's rows of them, are served.
 */
final class MariaDbFill {

    private MariaDbFill() {}

    static TableFill begin(JavaSparkContext spark, SourceDatabase database, TableFill.Target target) {
        TableName name = new TableName(target.table().schema(), target.table().table());
        int most = SourceReaders.of(database).ofOne(spark.defaultParallelism());
        MariaDbView view = MariaDbView.take(database, name, most, at -> true);
        ServedRows served = view.serve(
                view.table().columns().stream().map(MariaDbColumn::expression).toList());
        FillProgress progress = new FillProgress(
                spark.sc(), view.ranges().stream().mapToLong(KeyRange::bytes).sum());
        MariaDbFillTask task = new MariaDbFillTask(
                served.name(), view.table(), view.ranges(), target.lake(), target.policies(), progress);
        List<ServedShare> shares = view.shares();
        JavaRDD<InternalRow> rows = spark.parallelize(shares, shares.size()).mapPartitions(task);
        return new TableFill(new Served(view, served), progress, task.rows().shape(), rows);
    }

    /** The view, of which the rows are served until it is closed. */
    private record Served(MariaDbView view, ServedRows rows) implements FilledView {

        @Override
        public FilledAt at() {
            return view.at();
        }

        @Override
        public long oid() {
            return view.oid();
        }

        @Override
        public SourceTable source() {
            return view.source();
        }

        @Override
        public String waiter() {
            return view.waiter();
        }

        @Override
        public void close() {
            rows.close();
            view.close();
        }
    }
}
