package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.engine.MergeEngine;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.progress.BatchListener;
import io.cdcpipeline.job.progress.PartitionProgress;
import io.cdcpipeline.job.progress.TableProgress;
import io.cdcpipeline.job.testing.LocalSpark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/** Kafka records in, Delta rows out: the job without the topics. A second one on the same lake is the job restarted. */
final class Pipeline implements BatchListener {

    static final StructType KAFKA = new StructType()
            .add("key", "binary")
            .add("value", "binary")
            .add("topic", "string")
            .add("partition", "int")
            .add("offset", "bigint")
            .add("timestamp", "timestamp")
            .add("timestampType", "int")
            .add(
                    "headers",
                    DataTypes.createArrayType(
                            new StructType().add("key", "string").add("value", "binary")));

    private final SparkSession session = LocalSpark.session();
    private final JobConfig config;
    private final BatchApplier applier;
    private List<PartitionProgress> partitions = List.of();
    private List<TableProgress> tables = List.of();

    Pipeline(Path lake) {
        this(LocalSpark.config(lake, "uid-1"), "q1", MergeEngine::new);
    }

    Pipeline(JobConfig config, String query, Function<SparkSession, TableEngine> engine) {
        this.config = config;
        this.applier = new BatchApplier(config, query, engine, this);
    }

    Pipeline batch(long number, KafkaRecord... records) throws Exception {
        applier.call(dataset(records), number);
        return this;
    }

    /** As Spark's source gives them: each topic's partition in a partition of its own. */
    private Dataset<Row> dataset(KafkaRecord... records) {
        Collection<List<KafkaRecord>> byPartition = List.of(records).stream()
                .collect(Collectors.groupingBy(r -> r.topic() + r.partition(), TreeMap::new, Collectors.toList()))
                .values();
        List<List<Row>> rows = new ArrayList<>();
        byPartition.forEach(some -> rows.add(some.stream().map(Pipeline::row).toList()));
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        JavaRDD<List<Row>> lists = spark.parallelize(rows, Math.max(1, rows.size()));
        return session.createDataFrame(lists.flatMap(List::iterator), KAFKA);
    }

    private static Row row(KafkaRecord r) {
        List<Row> headers = r.headers().stream()
                .map(h -> RowFactory.create(h.name(), h.value()))
                .toList();
        Timestamp time = new Timestamp(r.timestampMicros() / 1000);
        return RowFactory.create(
                r.key(),
                r.value(),
                r.topic(),
                r.partition(),
                r.offset(),
                time,
                0,
                JavaConverters.asScalaBuffer(headers).toList());
    }

    @Override
    public void applied(long batch, List<PartitionProgress> read, List<TableProgress> changed) {
        partitions = read;
        tables = changed;
    }

    long repeated() {
        return partitions.stream().mapToLong(PartitionProgress::repeated).sum();
    }

    TableProgress table(String name) {
        return tables.stream()
                .filter(t -> t.table().table().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All rows of a table of schema {@code inventory}, sorted, with a comma between columns. */
    List<String> rows(String table) {
        return rowsAt(path(table));
    }

    List<String> deadLetters() {
        return session
                .read()
                .format("delta")
                .load(config.lake().deadLetters())
                .select("topic", "partition", "offset", "table", "reason")
                .collectAsList()
                .stream()
                .map(Pipeline::text)
                .sorted()
                .toList();
    }

    String path(String table) {
        return new TablePaths(config.lake().root(), config.lake().layout()).of(new TableId("inventory", table));
    }

    List<String> rowsAt(String path) {
        return session.read().format("delta").load(path).collectAsList().stream()
                .map(Pipeline::text)
                .sorted()
                .toList();
    }

    long version(String table) {
        return new MergeEngine(session.newSession())
                .open(path(table))
                .orElseThrow()
                .version();
    }

    private static String text(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i) instanceof byte[] b
                        ? new String(b, StandardCharsets.UTF_8)
                        : String.valueOf(row.get(i)))
                .collect(Collectors.joining(","));
    }
}
