package io.cdcpipeline.job.apply;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.job.fill.SourceTable;
import io.cdcpipeline.job.lake.TableId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the source's tables were when the lake last had all their rows. It is kept in a file beside the checkpoint, so that a
 * change in the source while no job runs is noticed; without the file the tables count as they are now. Thread-safe.
 */
final class KnownSource {

    private static final Logger LOG = LoggerFactory.getLogger(KnownSource.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final StateFile file;
    private boolean dirty;
    private final Map<TableId, SourceTable> tables = new HashMap<>();

    /** @param checkpoint beside which the file is */
    KnownSource(String checkpoint) {
        this.file = new StateFile(checkpoint, "source_tables.json");
    }

    /** Reads the file, and keeps it from now on. */
    synchronized void open(Configuration configuration) {
        file.open(configuration);
        read();
    }

    /** Null when that is not known. */
    synchronized SourceTable get(TableId table) {
        return tables.get(table);
    }

    /** @param now null: what it is at the next look */
    synchronized void set(TableId table, SourceTable now) {
        SourceTable before = now == null ? tables.remove(table) : tables.put(table, now);
        dirty |= before == null ? now != null : now == null || !now.isAlike(before);
    }

    /** Writes the file when something has changed: a table of which it says less is filled once more after a restart. */
    synchronized void save() {
        if (dirty && file.isOpen()) {
            write();
            dirty = false;
        }
    }

    private void read() {
        try {
            Optional<byte[]> json = file.read();
            if (json.isPresent()) {
                Map<String, Map<String, SourceTable>> schemas = JSON.readValue(json.get(), new TypeReference<>() {});
                schemas.forEach(
                        (schema, all) -> all.forEach((name, table) -> tables.put(new TableId(schema, name), table)));
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read: tables of the source count as they are now", file, e);
        }
    }

    private void write() {
        Map<String, Map<String, SourceTable>> schemas = new TreeMap<>();
        tables.forEach((id, table) ->
                schemas.computeIfAbsent(id.schema(), s -> new TreeMap<>()).put(id.table(), table));
        try {
            file.write(JSON.writeValueAsBytes(schemas));
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be written: a change of the source's tables may not be noticed after a restart",
                    file,
                    e);
        }
    }
}
