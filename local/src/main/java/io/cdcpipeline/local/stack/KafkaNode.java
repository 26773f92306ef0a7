package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.LoggerFactory;

/** The broker of a pipeline with a managed one: controller and broker in one node. */
final class KafkaNode {

    private final KafkaSpec spec;
    private KafkaRaftServer server;

    KafkaNode(KafkaSpec spec) {
        this.spec = spec;
    }

    /** Returns when the broker takes requests. */
    void start() {
        Properties properties = new Properties();
        properties.putAll(spec.properties());
        KafkaConfig config = KafkaConfig.fromProps(properties, false);
        format(config);
        server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
    }

    void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    /** Gives new folders their identity, as {@code kafka-storage.sh format --ignore-formatted} does. */
    private void format(KafkaConfig config) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                .setNodeId(config.nodeId())
                .setClusterId(spec.clusterId())
                .setIgnoreFormatted(true)
                .setControllerListenerName(config.controllerListenerNames().get(0))
                .setMetadataLogDirectory(config.metadataLogDir())
                .setDirectories(config.logDirs());
        try {
            formatter.run();
        } catch (Exception e) {
            throw new LocalException("Kafka's folder cannot be prepared: " + e.getMessage(), e);
        }
        LoggerFactory.getLogger(KafkaNode.class)
                .info("{}", said.toString(StandardCharsets.UTF_8).strip());
    }
}
