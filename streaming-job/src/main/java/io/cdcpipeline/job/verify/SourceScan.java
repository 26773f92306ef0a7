package io.cdcpipeline.job.verify;

import io.cdcpipeline.job.fill.LockedView;
import io.cdcpipeline.job.fill.SourceConnections;
import io.cdcpipeline.job.fill.SourceException;
import io.cdcpipeline.job.fill.SourceReaders;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads rows of a table in the view of the source that the driver keeps open: an executor's part. Each value comes as the text
 * that PostgreSQL itself prints; nothing of the way by which changes come is used here.
 *
 * @param snapshot the view's name
 * @param form the rows that are given
 */
record SourceScan(SourceConnections connections, String snapshot, String select, RowForm form)
        implements FlatMapFunction<Iterator<String>, List<String>>, Serializable {

    /** About so many pages are read by one statement. */
    private static final long PAGES = 8192;

    /** What each value's text depends on, beside what every session has. */
    private static final String INTERVALS = "SET IntervalStyle = 'iso_8601'";

    SourceReaders readers() {
        return SourceReaders.of(connections.database());
    }

    static SourceScan of(SourceConnections connections, SourceView source, RowForm form) {
        String columns = form.columns().stream().map(Comparison::sourceSql).collect(Collectors.joining(", "));
        String select = "SELECT " + columns + " FROM " + (source.partitioned() ? "" : "ONLY ")
                + source.table().quoted() + " WHERE "
                + (source.table().filter() == null
                        ? "true"
                        : "(" + source.table().filter() + ")");
        return new SourceScan(connections, source.view().name(), select, form);
    }

    /** Conditions of which each row fulfils one; a partitioned table has those pages once in each partition. */
    static List<String> ranges(long pages) {
        List<String> ranges = new ArrayList<>();
        long from = 0;
        for (; from + PAGES < pages; from += PAGES) {
            ranges.add(" AND ctid >= '(" + from + ",0)'::tid AND ctid < '(" + (from + PAGES) + ",0)'::tid");
        }
        ranges.add(from == 0 ? "" : " AND ctid >= '(" + from + ",0)'::tid");
        return ranges;
    }

    @Override
    public Iterator<List<String>> call(Iterator<String> ranges) {
        if (!ranges.hasNext()) {
            return List.<List<String>>of().iterator();
        }
        Connection connection = connections.open();
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> abort(connection));
        try {
            LockedView.join(connection, snapshot);
            try (Statement statement = connection.createStatement()) {
                statement.execute(INTERVALS);
            }
        } catch (SQLException e) {
            throw SourceException.of("The source cannot be read", e);
        }
        return new SourceRows(connection, this, ranges);
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw SourceException.of("A connection to the source cannot be closed", e);
        }
    }
}
