package io.cdcpipeline.job.engine;

import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Carries row operations out on Delta tables. It knows of tables, keys and rows, and nothing of where they come from.
 *
 * <p>A table has one writer; others may read it, or compact it, at any time. Not thread-safe: each thread has its own.
 */
public interface TableEngine {

    /** What is there, empty when no Delta table is. */
    Optional<TableView> open(String path);

    /** The latest user metadata of that kind among the table's commits. */
    Optional<String> metadata(String path, Predicate<String> wanted);

    /** Creates an empty table; one that is there already stays as it is. */
    TableView create(String path, RowShape shape, Map<String, String> properties);

    /** One commit; when its result is there already nothing happens, so it may be repeated. */
    TableView evolve(String path, Evolution evolution);

    /** The table's rows at a version, for reading. */
    Dataset<Row> rows(String path, long version);

    /**
     * One commit with all of it. When the table's log has the commit's transaction already, nothing happens. A commit
     * without rows is made all the same: it carries metadata.
     */
    Committed commit(TableCommit commit);

    /**
     * @param version the table's version afterwards
     * @param inserted how many rows were new to the table; -1 when that is not known
     */
    record Committed(long version, long inserted) {}
}
