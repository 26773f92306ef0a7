package io.cdcpipeline.job.verify;

import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.fill.LockedView;
import io.cdcpipeline.job.fill.SourceConnections;
import io.cdcpipeline.job.fill.SourceException;
import io.cdcpipeline.job.state.FilledAt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * One table of PostgreSQL as it is at one moment, for as long as this is open.
 *
 * @param oid of the table
 * @param pages how many the table has, or its largest partition; 0 where they cannot be read in parts
 * @param estimate about how many rows it has
 * @param partitioned whether its rows are its partitions'; else those of its children are not its own
 */
record SourceView(
        SourceConnections connections,
        LockedView view,
        ComparedTable table,
        long oid,
        long pages,
        long estimate,
        boolean partitioned)
        implements ComparedSource {

    private static final String SIZE = """
            SELECT c.oid, c.relkind = 'p',
              CASE WHEN current_setting('server_version_num')::int >= 140000 THEN
                (SELECT max(pg_relation_size(p.relid)) / current_setting('block_size')::bigint
                 FROM (SELECT relid FROM pg_partition_tree(c.oid) UNION SELECT c.oid) p) ELSE 0 END,
              (SELECT sum(CASE WHEN l.reltuples > 0 THEN l.reltuples ELSE pg_relation_size(l.oid) / 100 END)::bigint
               FROM pg_class l WHERE l.oid IN (SELECT relid FROM pg_partition_tree(c.oid) UNION SELECT c.oid))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ?""";

    /** @throws SourceException when the table cannot be read */
    static SourceView take(SourceConnections connections, TableName name, Predicate<FilledAt> accepts) {
        Connection connection = connections.open();
        SourceView taken = null;
        try {
            LockedView view = LockedView.take(connection, name);
            while (!accepts.test(view.at(view.place()))) {
                connection.rollback();
                view = LockedView.take(connection, name);
            }
            taken = read(view, connections, name);
            return taken;
        } catch (SQLException e) {
            throw SourceException.of("Table " + name + " cannot be compared", e);
        } finally {
            if (taken == null) {
                LockedView.close(connection);
            }
        }
    }

    private static SourceView read(LockedView view, SourceConnections connections, TableName name) throws SQLException {
        Connection connection = view.connection();
        ComparedTable table = ComparedTable.read(connection, connections.database(), name);
        try (PreparedStatement statement = connection.prepareStatement(SIZE)) {
            statement.setString(1, name.schema());
            statement.setString(2, name.name());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new SourceView(
                        connections, view, table, row.getLong(1), row.getLong(3), row.getLong(4), row.getBoolean(2));
            }
        }
    }

    @Override
    public String name() {
        return table.toString();
    }

    @Override
    public RowForm form(Map<String, String> lakeTypes, TypePolicies policies) {
        return table.form(lakeTypes, policies);
    }

    @Override
    public JavaRDD<List<String>> rows(JavaSparkContext spark, RowForm form) {
        SourceScan scan = SourceScan.of(connections, this, form);
        List<String> ranges = SourceScan.ranges(pages);
        int tasks = Math.max(1, Math.min(ranges.size(), scan.readers().ofOne(spark.defaultParallelism())));
        return spark.parallelize(ranges, tasks).mapPartitions(scan);
    }

    @Override
    public String waiter() {
        try {
            return view.waiter(oid);
        } catch (SQLException e) {
            throw SourceException.of("Table " + table + " cannot be looked after", e);
        }
    }

    @Override
    public void close() {
        view.close();
    }
}
