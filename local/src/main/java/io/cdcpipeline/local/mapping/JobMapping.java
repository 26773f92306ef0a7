package io.cdcpipeline.local.mapping;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.JobConfigJson;
import io.cdcpipeline.contract.KafkaSource;
import io.cdcpipeline.contract.Lake;
import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.StatusEndpoint;
import io.cdcpipeline.contract.columns.SourceColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The job out of its {@code SparkApplication}. What differs here: driver and executors are one process that uses all of
 * this machine's processors; addresses and paths; and a plugin answers {@code cdc sql}.
 */
record JobMapping(LocalContext here) {

    private static final String JVM_OPTIONS = "spark.driver.extraJavaOptions";
    private static final String PLUGINS = "spark.plugins";
    private static final String QUERY_PLUGIN = "io.cdcpipeline.job.query.QueryPlugin";
    private static final String QUERY_CONF = "spark.cdcpipeline.query.";
    /** Of the pod's root file system, which is read-only; this machine's home folder is not. */
    private static final String POD_HOME = "-Duser.home=/tmp";

    JobLaunch map(SparkResource spark, Relocation addresses) {
        Relocation relocation = addresses.and(here.mounts().layOut(spark.driver()));
        Path original = Path.of(relocation.apply(spark.arguments().get(0)));
        Path config = here.home().run().resolve("job.json");
        JobConfig job = relocated(JobConfigJson.read(original), relocation);
        write(config, JobConfigJson.write(job));
        Map<String, String> conf = relocation.apply(spark.conf());
        String jvmOptions =
                conf.getOrDefault(JVM_OPTIONS, "").replace(POD_HOME, "").strip();
        return new JobLaunch(
                spark.mainClass(),
                List.of(config.toString()),
                conf(conf, job.lake()),
                jvmOptions.isEmpty() ? List.of() : List.of(jvmOptions.split("\\s+")),
                spark.memory());
    }

    private JobConfig relocated(JobConfig config, Relocation relocation) {
        KafkaSource kafka = config.source();
        return new JobConfig(
                config.pipeline(),
                config.uid(),
                new KafkaSource(
                        relocation.apply(kafka.bootstrapServers()),
                        kafka.topicPrefix(),
                        kafka.unavailableValue(),
                        relocation.apply(kafka.properties()),
                        kafka.retainedBytes()),
                database(config.database(), relocation),
                lake(config.lake(), relocation),
                config.types(),
                config.tables(),
                config.repair(),
                config.onDrop(),
                config.points(),
                config.verify(),
                config.trigger(),
                new StatusEndpoint(
                        LocalContext.LOOPBACK,
                        here.ports().status(),
                        relocation.apply(config.status().control())));
    }

    private static Lake lake(Lake lake, Relocation relocation) {
        return new Lake(
                relocation.apply(lake.root()),
                lake.layout(),
                relocation.apply(lake.deadLetters()),
                relocation.apply(lake.checkpoint()),
                lake.options() == null ? null : relocation.apply(lake.options()),
                lake.deadLetterMillis());
    }

    /** A database of our own listens on a port of its own. */
    private SourceDatabase database(SourceDatabase database, Relocation relocation) {
        if (database == null) {
            return null;
        }
        String host = relocation.apply(database.host());
        SourceDatabase.Tls tls = database.tls();
        return new SourceDatabase(
                host,
                host.equals(database.host()) ? database.port() : here.ports().postgres(),
                database.name(),
                relocation.apply(database.login()),
                tls == null || tls.authority() == null
                        ? tls
                        : new SourceDatabase.Tls(tls.mode(), relocation.apply(tls.authority())),
                database.publication(),
                database.slot(),
                database.tables(),
                database.readers(),
                columns(database.columns(), relocation),
                database.kind(),
                database.offsets());
    }

    private static SourceColumns columns(SourceColumns columns, Relocation relocation) {
        return columns == null || columns.salt() == null
                ? columns
                : new SourceColumns(columns.tables(), relocation.apply(columns.salt()));
    }

    private Map<String, String> conf(Map<String, String> planned, Lake lake) {
        Map<String, String> conf = new TreeMap<>(planned);
        conf.keySet().removeIf(name -> name.startsWith("spark.kubernetes.") || name.equals(JVM_OPTIONS));
        String processors = Integer.toString(Runtime.getRuntime().availableProcessors());
        conf.put("spark.master", "local[" + processors + "]");
        conf.put("spark.sql.shuffle.partitions", processors);
        conf.put("spark.default.parallelism", processors);
        conf.put("spark.driver.host", LocalContext.LOOPBACK);
        conf.put("spark.driver.bindAddress", LocalContext.LOOPBACK);
        conf.putAll(queries(planned.get(PLUGINS), lake));
        conf.put("spark.local.dir", here.home().run().resolve("spark").toString());
        conf.put(
                "spark.cdcpipeline.index.dir",
                here.home().run().resolve("index").toString());
        conf.put(
                "spark.sql.warehouse.dir",
                here.home().run().resolve("warehouse").toString());
        return conf;
    }

    /** The job does not know that it is asked: a plugin of the driver answers. */
    private Map<String, String> queries(String otherPlugins, Lake lake) {
        return Map.of(
                PLUGINS,
                otherPlugins == null ? QUERY_PLUGIN : otherPlugins + "," + QUERY_PLUGIN,
                QUERY_CONF + "port",
                Integer.toString(here.ports().query()),
                QUERY_CONF + "tokenFile",
                here.queryToken().toString(),
                QUERY_CONF + "root",
                lake.root(),
                QUERY_CONF + "layout",
                lake.layout(),
                QUERY_CONF + "deadLetters",
                lake.deadLetters(),
                QUERY_CONF + "points",
                lake.points());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
