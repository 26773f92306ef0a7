package io.cdcpipeline.job.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a running Spark application answer queries over the lake. Switched on by {@code spark.plugins} and configured by
 * {@code spark.cdcpipeline.query.} with {@code port} (0 for any), {@code tokenFile}, {@code root}, {@code layout} and
 * {@code deadLetters} and {@code points} (optional).
 */
public final class QueryPlugin implements SparkPlugin {

    private static final Logger LOG = LoggerFactory.getLogger(QueryPlugin.class);
    private static final String PREFIX = "spark.cdcpipeline.query.";

    @Override
    public DriverPlugin driverPlugin() {
        return new Driver();
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return null;
    }

    private static final class Driver implements DriverPlugin {

        private QueryServer server;
        private SparkConf conf;
        private LakeQuery lake;

        @Override
        public Map<String, String> init(SparkContext context, PluginContext plugin) {
            conf = context.getConf();
            int port = Integer.parseInt(conf.get(PREFIX + "port"));
            try {
                server = QueryServer.start(port, Path.of(conf.get(PREFIX + "tokenFile")), this::lake);
            } catch (IOException e) {
                throw new UncheckedIOException(PREFIX + "port " + port + ": " + e.getMessage(), e);
            }
            LOG.info("Queries are answered at {}", server.address());
            return Map.of();
        }

        /** There is no session yet when a plugin starts. */
        private synchronized LakeQuery lake() {
            if (lake == null) {
                lake = new LakeQuery(
                        SparkSession.builder().getOrCreate(),
                        new LakeFolders(
                                conf.get(PREFIX + "root"),
                                conf.get(PREFIX + "layout"),
                                conf.get(PREFIX + "deadLetters", null),
                                conf.get(PREFIX + "points", null)));
            }
            return lake;
        }

        @Override
        public void shutdown() {
            if (server != null) {
                server.close();
            }
        }
    }
}
