package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.KafkaSource;
import io.cdcpipeline.contract.Points;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.TableSetting;
import io.cdcpipeline.contract.TableSettings;
import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.job.control.Operations;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.engine.Engines;
import io.cdcpipeline.job.engine.MergeEngine;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableView;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.lake.TablePaths;
import io.cdcpipeline.job.progress.BatchListener;
import io.cdcpipeline.job.progress.LoadedLake;
import io.cdcpipeline.job.progress.PartitionProgress;
import io.cdcpipeline.job.progress.TableFailure;
import io.cdcpipeline.job.progress.TableProgress;
import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.MovableClock;
import io.cdcpipeline.job.verify.ReadRows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Kafka records in, Delta rows out: the job without the topics. A second one on the same lake is the job restarted. */
final class Pipeline implements BatchListener {

    private final SparkSession session = LocalSpark.session();
    private final JobConfig config;
    private final RecordedTopics topics;
    private final Function<SparkSession, TableEngine> engine;
    private final MovableClock now = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final LakeApplication application;
    private final Map<String, String> failures = new TreeMap<>();
    private final Map<String, String> fills = new TreeMap<>();
    private final List<String> delays = new ArrayList<>();
    private List<PartitionProgress> partitions = List.of();
    private Runnable meanwhile = () -> {};
    private final Map<String, Long> readable = new HashMap<>();
    private final Map<TableId, TableProgress> tables = new HashMap<>();

    Pipeline(Path lake) {
        this(LocalSpark.config(lake, "uid-1"), new RecordedTopics());
    }

    Pipeline(JobConfig config, RecordedTopics topics) {
        this(config, topics, engine());
    }

    Pipeline(JobConfig config, RecordedTopics topics, Function<SparkSession, TableEngine> engine) {
        this.config = config;
        this.topics = topics;
        this.engine = engine;
        this.application = new LakeApplication(config, topics, engine, new LakeApplication.Observer(this, now));
    }

    /** The default, or what {@code -Dspark.cdcpipeline.engine} says: all scenarios hold for each. */
    static Function<SparkSession, TableEngine> engine() {
        return Engines.of(LocalSpark.session().sparkContext().getConf());
    }

    /** The job started anew on the same lake and topics. */
    Pipeline restarted() {
        return new Pipeline(config, topics, engine);
    }

    Pipeline by(Function<SparkSession, TableEngine> other) {
        return new Pipeline(config, topics, other);
    }

    RecordedTopics topics() {
        return topics;
    }

    /** @param committed where the checkpoint goes on, by topic */
    Pipeline start(Map<String, Long> committed) throws Exception {
        application.start(session, committed);
        return this;
    }

    Pipeline batch(long number, KafkaRecord... records) throws Exception {
        topics.add(records);
        application.batches().call(RecordedTopics.batch(session, List.of(records)), number);
        return this;
    }

    /** Lets time go on until every table that failed has been tried again, and reads on for those that are behind. */
    Pipeline recover() throws Exception {
        return recover(application.membership()::handOverBetweenBatches, 5);
    }

    /** Each table that is behind reads once, up to where its topic ends now. */
    Pipeline readOnce() throws Exception {
        return recover(() -> {}, 1);
    }

    private Pipeline recover(Runnable handOver, int times) throws Exception {
        now.forward(Duration.ofMinutes(2));
        for (int i = 0; i < times; i++) {
            application.membership().callForFill();
            handOver.run();
            for (var due : application.recovery().takeDue().entrySet()) {
                application.recovery().tryAgain(session, due.getKey(), due.getValue());
            }
        }
        return this;
    }

    /** The table of schema {@code inventory} is to be filled from the source. */
    Pipeline fill(String table) {
        application.fills().request(new TableId("inventory", table));
        return this;
    }

    /** What the job can be asked for; a fill is made when the pipeline {@link #recover recovers}. */
    Operations operations() {
        return new Operations(application.operations(session));
    }

    boolean isToBeFilled(String table) {
        return application.fills().isWanted(new TableId("inventory", table));
    }

    long files(String table) {
        return session.read().format("delta").load(path(table)).inputFiles().length;
    }

    TableVerification verify(String table) throws InterruptedException {
        return new TableVerifier(
                        config, application.parts(), application.recovery().lagging())
                .verify(session, new TableId("inventory", table), new TableVerifier.Watch() {
                    @Override
                    public void reading(ReadRows rows, long estimate) {}

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                });
    }

    PointMaker pointMaker() {
        return new PointMaker(application.parts());
    }

    /** @param keep so many points, at most, can be read */
    PointTable points(int keep) {
        JobConfig kept = config(config.source(), config.tables(), new Points(1, keep));
        return PointTable.open(kept, new MergeEngine(session.newSession()), session);
    }

    List<String> pointRows() {
        return rowsAt(config.lake().points());
    }

    List<String> rowsAt(String table, long version) {
        return session.read().format("delta").option("versionAsOf", version).load(path(table)).collectAsList().stream()
                .map(Pipeline::text)
                .sorted()
                .toList();
    }

    /** Looks at the source's catalogue. */
    Pipeline look() {
        application.catalog().look();
        return this;
    }

    boolean exists(String table) {
        return new MergeEngine(session.newSession()).table(path(table)).open().isPresent();
    }

    /** What the table's fill waits for; null for nothing. */
    String fillMessage(String table) {
        return fills.get(table);
    }

    /** All that fills ever waited for. */
    List<String> delays() {
        return delays;
    }

    @Override
    public synchronized void fillWaits(TableId table, String path, String why) {
        fills.put(table.table(), why);
        delays.add(why);
    }

    @Override
    public synchronized void filled(TableId table, String path, String failure) {
        fills.remove(table.table());
    }

    /** The job started anew on the same lake and topics, where all tables are to be that. */
    Pipeline as(TableMode mode) {
        return with(new TableSetting(".*", mode));
    }

    /** The job started anew on the same lake and topics, with these settings of tables. */
    Pipeline with(TableSetting... settings) {
        return new Pipeline(
                config(config.source(), new TableSettings(List.of(settings)), config.points()), topics, engine);
    }

    /** The same lake and topics, which may hold so many bytes of what the tables have. */
    Pipeline bounded(long bytes) {
        KafkaSource source = config.source();
        KafkaSource bounded = new KafkaSource(
                source.bootstrapServers(), source.topicPrefix(), source.unavailableValue(), source.properties(), bytes);
        return new Pipeline(config(bounded, config.tables(), config.points()), topics, engine);
    }

    private JobConfig config(KafkaSource from, TableSettings tables, Points points) {
        return new JobConfig(
                config.pipeline(),
                config.uid(),
                from,
                config.database(),
                config.lake(),
                config.types(),
                tables,
                config.repair(),
                config.onDrop(),
                points,
                config.verify(),
                config.trigger(),
                config.status());
    }

    Pipeline trim() {
        application.trimmer().trim(new MergeEngine(session.newSession()));
        return this;
    }

    Pipeline watchTopics() {
        application.membership().watchTopics();
        return this;
    }

    @Override
    public void applied(long batch, List<PartitionProgress> read, List<TableProgress> changed) {
        meanwhile.run();
        partitions = read;
        read.forEach(p -> readable.put(p.topic(), p.next()));
        changed.forEach(t -> tables.put(t.table(), t));
    }

    @Override
    public synchronized void read(String topic, TableProgress table) {
        readable.put(topic, table.position().offset() + 1);
        tables.put(table.table(), table);
    }

    @Override
    public synchronized void failed(TableFailure failure) {
        failures.put(failure.table().table(), failure.reason());
    }

    @Override
    public synchronized void recovered(TableId table) {
        failures.remove(table.table());
    }

    @Override
    public synchronized void loaded(LoadedLake lake) {
        readable.putAll(lake.readable());
        lake.tables().forEach(t -> tables.put(t.table(), t));
    }

    Map<String, String> failures() {
        return failures;
    }

    long repeated() {
        return partitions.stream().mapToLong(PartitionProgress::repeated).sum();
    }

    /** Catches up while a batch is under way: after it was written, before it is told. */
    Pipeline recoverInBatch() {
        meanwhile = () -> {
            meanwhile = () -> {};
            try {
                recover(() -> {}, 5); // the batch is not over
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        return this;
    }

    /** Up to where all of a topic is in the lake, as the job says. */
    long readable(String topic) {
        return readable.get(topic);
    }

    TableProgress table(String name) {
        return tables.values().stream()
                .filter(t -> t.table().table().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Those columns of all rows, in the order of some. */
    List<String> rows(String table, String columns, String order) {
        return session
                .sql("SELECT %s FROM delta.`%s` ORDER BY %s".formatted(columns, path(table), order))
                .collectAsList()
                .stream()
                .map(Pipeline::text)
                .toList();
    }

    /** All rows of a table of schema {@code inventory}, sorted, with a comma between columns. */
    List<String> rows(String table) {
        return rowsAt(path(table));
    }

    /** All rows of the table in that folder below the lake's root. */
    List<String> rowsIn(String folder) {
        return rowsAt(config.lake().root() + "/" + folder);
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

    StructType columns(String table) {
        return view(table).columns();
    }

    private TableView view(String table) {
        return new MergeEngine(session.newSession()).table(path(table)).open().orElseThrow();
    }

    Map<String, String> properties(String table) {
        return view(table).properties();
    }

    /** By which columns the table is clustered. */
    String clustering(String table) {
        List<Object> columns = session.sql("DESCRIBE DETAIL delta.`" + path(table) + "`")
                .select("clusteringColumns")
                .head()
                .getList(0);
        return columns.toString();
    }

    long version(String table) {
        return view(table).version();
    }

    private static String text(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i) instanceof byte[] b
                        ? new String(b, StandardCharsets.UTF_8)
                        : String.valueOf(row.get(i)))
                .collect(Collectors.joining(","));
    }
}
