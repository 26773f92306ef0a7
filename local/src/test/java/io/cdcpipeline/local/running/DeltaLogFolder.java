package io.cdcpipeline.local.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A table's Delta log, written by hand: what other writers do, and what a power cut leaves. */
record DeltaLogFolder(Path log) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static DeltaLogFolder of(String table) {
        return new DeltaLogFolder(Path.of(table.replaceFirst("^file:/+", "/"), "_delta_log"));
    }

    long newest() throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.matches("\\d{20}\\.json"))
                    .mapToLong(n -> Long.parseLong(n.substring(0, 20)))
                    .max()
                    .orElse(-1);
        }
    }

    /** How often the job has replaced all rows by those of the source: what it says of the table's state counts it. */
    long fills() throws IOException {
        long[] fills = new long[1];
        each(newest(), action -> {
            String state = action.path("commitInfo").path("userMetadata").asText();
            if (state.startsWith("{\"cdcpipeline\":")) {
                try {
                    fills[0] = JSON.readTree(state)
                            .path("cdcpipeline")
                            .path("epoch")
                            .asLong();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        return fills[0];
    }

    /** As {@code ALTER TABLE … SET TBLPROPERTIES}; null for UNSET. */
    void property(String name, String value) throws IOException {
        ObjectNode metadata = latest("metaData");
        ObjectNode configuration = (ObjectNode) metadata.get("metaData").get("configuration");
        if (value == null) {
            configuration.remove(name);
        } else {
            configuration.put(name, value);
        }
        commit("SET TBLPROPERTIES", Map.of(), List.of(metadata));
    }

    /** The table needs a writer that knows the feature. */
    long feature(String name) throws IOException {
        ObjectNode protocol = latest("protocol");
        ((ArrayNode) protocol.get("protocol").withArray("writerFeatures")).add(name);
        return commit("UPGRADE PROTOCOL", Map.of(), List.of(protocol));
    }

    /** Rows are gone, as another writer's DELETE of whole files leaves it; returns the version before. */
    long deleteNewestFile() throws IOException {
        List<ObjectNode> files = List.copyOf(files(newest()).values());
        return commit("DELETE", Map.of(), List.of(removal(files.get(files.size() - 1)))) - 1;
    }

    /** As {@code RESTORE TO VERSION AS OF}. */
    void restore(long version) throws IOException {
        Map<String, ObjectNode> wanted = files(version);
        Map<String, ObjectNode> now = files(newest());
        List<ObjectNode> actions = new ArrayList<>();
        wanted.forEach((path, add) -> {
            if (!now.containsKey(path)) {
                actions.add(add);
            }
        });
        now.forEach((path, add) -> {
            if (!wanted.containsKey(path)) {
                actions.add(removal(add));
            }
        });
        commit("RESTORE", Map.of("version", Long.toString(version)), actions);
    }

    /** The newest commit's file is that long, and nothing else tells what was in it. */
    void cut(long length) throws IOException {
        Path file = file(newest());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
        Files.deleteIfExists(log.resolve("." + file.getFileName() + ".crc"));
    }

    /** All files of that commit are gone. */
    void moveAway(long version) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.filter(f -> f.toString().contains("%020d".formatted(version)))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private Path file(long version) {
        return log.resolve("%020d.json".formatted(version));
    }

    private ObjectNode latest(String action) throws IOException {
        ObjectNode[] found = new ObjectNode[1];
        each(newest(), node -> found[0] = node.has(action) ? node : found[0]);
        return found[0];
    }

    /** By path, in the order in which they came. */
    private Map<String, ObjectNode> files(long version) throws IOException {
        Map<String, ObjectNode> files = new LinkedHashMap<>();
        each(version, action -> {
            if (action.has("add")) {
                files.put(action.get("add").get("path").asText(), action);
            } else if (action.has("remove")) {
                files.remove(action.get("remove").get("path").asText());
            }
        });
        return files;
    }

    private void each(long last, Consumer<ObjectNode> consumer) throws IOException {
        for (long version = 0; version <= last; version++) {
            for (String line : Files.readAllLines(file(version))) {
                consumer.accept((ObjectNode) JSON.readTree(line));
            }
        }
    }

    private static ObjectNode removal(JsonNode add) {
        ObjectNode action = JSON.createObjectNode();
        action.putObject("remove")
                .put("path", add.get("add").get("path").asText())
                .put("deletionTimestamp", System.currentTimeMillis())
                .put("dataChange", true);
        return action;
    }

    private long commit(String operation, Map<String, String> parameters, List<ObjectNode> actions) throws IOException {
        ObjectNode info = JSON.createObjectNode();
        ObjectNode commit = info.putObject("commitInfo");
        commit.put("timestamp", System.currentTimeMillis()).put("operation", operation);
        commit.set("operationParameters", JSON.valueToTree(parameters));
        List<String> lines = new ArrayList<>(List.of(JSON.writeValueAsString(info)));
        for (ObjectNode action : actions) {
            lines.add(JSON.writeValueAsString(action));
        }
        while (true) {
            long version = newest() + 1;
            try {
                Files.write(file(version), lines, StandardOpenOption.CREATE_NEW);
                return version;
            } catch (FileAlreadyExistsException e) {
                Thread.onSpinWait(); // the job was faster: after its commit, then
            }
        }
    }
}
