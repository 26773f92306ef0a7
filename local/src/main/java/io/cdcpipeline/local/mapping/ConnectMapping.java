package io.cdcpipeline.local.mapping;

import io.cdcpipeline.local.stack.ConnectSpec;
import io.cdcpipeline.local.stack.ConnectorSpec;
import io.cdcpipeline.strimzi.KafkaConnect;
import io.cdcpipeline.strimzi.KafkaConnector;
import io.strimzi.api.kafka.model.connect.KafkaConnectSpec;
import io.strimzi.api.kafka.model.connector.AutoRestart;
import io.strimzi.api.kafka.model.connector.KafkaConnectorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The worker out of {@code KafkaConnect}, the connector out of {@code KafkaConnector}, each put together as Strimzi's
 * operator does it. What differs here: addresses, paths, one copy of each topic of a Kafka of our own; and the connector
 * for PostgreSQL stands on the class path, where it needs no scan. MariaDB's, of other versions, is a plugin here too.
 */
record ConnectMapping(LocalContext here, boolean ownDatabase, boolean ownKafka) {

    private static final String MARIADB = "io.cdcpipeline.connect.mariadb.";

    /** The services that the other stages know by name, and where they listen here. */
    Relocation addresses(KafkaConnect connect, KafkaConnector connector) {
        Map<String, String> places = new TreeMap<>();
        if (ownDatabase) {
            places.put(connector.getSpec().getConfig().get("database.hostname").toString(), LocalContext.LOOPBACK);
        }
        if (ownKafka) {
            places.put(connect.getSpec().getBootstrapServers(), here.kafkaAddress());
        }
        return new Relocation(places);
    }

    ConnectSpec map(KafkaConnect connect, KafkaConnector connector, Relocation addresses) {
        Relocation relocation = addresses.and(here.mounts().layOut(workload(connect.getSpec())));
        Map<String, String> worker = worker(connect.getSpec(), relocation);
        if (connector.getSpec().getClassName().startsWith(MARIADB)) {
            worker.put("plugin.path", plugins().toString());
        }
        return new ConnectSpec(worker, List.of(connector(connector, relocation)));
    }

    /** A folder of plugins, each a folder of jars, as the image has it. */
    private Path plugins() {
        Path plugins = here.home().run().resolve("plugins");
        Path link = plugins.resolve("connect-mariadb");
        try {
            Files.createDirectories(plugins);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, here.installation().mariaDbPlugin());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + link, e);
        }
        return plugins;
    }

    private static Workload workload(KafkaConnectSpec spec) {
        return Workload.of(
                "connect",
                spec.getTemplate().getPod().getVolumes(),
                spec.getTemplate().getConnectContainer().getVolumeMounts());
    }

    private Map<String, String> worker(KafkaConnectSpec spec, Relocation relocation) {
        Map<String, String> worker = new TreeMap<>(relocation.apply(spec.getConfig()));
        worker.put("bootstrap.servers", relocation.apply(spec.getBootstrapServers()));
        worker.put("group.id", spec.getGroupId());
        worker.put("config.storage.topic", spec.getConfigStorageTopic());
        worker.put("offset.storage.topic", spec.getOffsetStorageTopic());
        worker.put("status.storage.topic", spec.getStatusStorageTopic());
        worker.put(
                "listeners",
                "http://" + LocalContext.LOOPBACK + ":" + here.ports().connect());
        worker.put("plugin.discovery", "service_load");
        worker.replaceAll(this::here);
        relocation.apply(ConnectSecurity.of(spec, here.mounts())).forEach((name, value) -> {
            for (String client : List.of("", "producer.", "consumer.", "admin.")) {
                worker.put(client + name, value);
            }
        });
        return worker;
    }

    private String here(String name, String value) {
        if (name.endsWith(".allowed.paths")) {
            return here.home().mounts().toString();
        }
        return ownKafka && name.endsWith("replication.factor") ? "1" : value;
    }

    private ConnectorSpec connector(KafkaConnector connector, Relocation relocation) {
        KafkaConnectorSpec spec = connector.getSpec();
        Map<String, String> config = relocation.apply(spec.getConfig());
        config.put("name", connector.getMetadata().getName());
        config.put("connector.class", spec.getClassName());
        config.put("tasks.max", spec.getTasksMax().toString());
        if (ownDatabase) {
            config.put("database.port", Integer.toString(here.ports().postgres()));
        }
        config.replaceAll(this::here);
        String state =
                switch (spec.getState()) {
                    case RUNNING -> "STARTED";
                    case PAUSED -> "PAUSED";
                    case STOPPED -> "STOPPED";
                };
        return new ConnectorSpec(config.get("name"), config, state, restartLimit(spec.getAutoRestart()));
    }

    private static Integer restartLimit(AutoRestart restart) {
        return restart == null || !restart.isEnabled() ? Integer.valueOf(0) : restart.getMaxRestarts();
    }
}
