package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.XxHash64;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.collection.JavaConverters;

/** Some files of a table, in which each row can be told by the number of its file and its own number in that. */
final class FileRows {

    private static final long SEED = 42;

    /** Of a row: the file that it is in, for {@link #number}. */
    static final Column FILE = new Column(hash(col("_metadata.file_path").expr()));

    /** Of a row: its number in the file, from 0; rows that are marked as deleted count. */
    static final Column ROW = col("_metadata.row_index");

    private final Snapshot snapshot;
    private final Set<AddFile> files = new LinkedHashSet<>();
    private final Map<Long, Integer> numbers = new HashMap<>();
    private long last;
    private int lastNumber;

    FileRows(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** @param file that no index needs to know */
    static FileRows only(Snapshot snapshot, AddFile file) {
        FileRows rows = new FileRows(snapshot);
        rows.add(new TableIndex.IndexedFile(1, file));
        return rows;
    }

    void add(TableIndex.IndexedFile file) {
        if (files.add(file.file())) {
            numbers.put(hash(snapshot, file.file()), file.number());
        }
    }

    /** With the table's columns. */
    Dataset<Row> rows() {
        return of(snapshot, files);
    }

    /** All rows of the files, with the table's columns. */
    static Dataset<Row> of(Snapshot snapshot, Collection<AddFile> files) {
        return snapshot.deltaLog()
                .createDataFrame(
                        snapshot,
                        JavaConverters.asScalaBuffer(List.copyOf(files)).toSeq(),
                        false,
                        Option.empty());
    }

    /** Of the same file again and again it is faster. */
    int number(long file) {
        if (file != last || lastNumber == 0) {
            lastNumber = numbers.get(file);
            last = file;
        }
        return lastNumber;
    }

    /** What {@link #FILE} is of the file's rows: as Spark's own metadata column has the path. */
    static long hash(Snapshot snapshot, AddFile file) {
        String path = SparkPath.fromPath(file.absolutePath(snapshot.deltaLog())).urlEncoded();
        return (Long) hash(Literal.create(path, DataTypes.StringType)).eval(null);
    }

    private static XxHash64 hash(Expression path) {
        return new XxHash64(JavaConverters.asScalaBuffer(List.of(path)).toSeq(), SEED);
    }
}
