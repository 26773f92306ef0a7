package io.cdcpipeline.job.apply;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.job.lake.TableId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the last comparison of each table came to, in a file beside the checkpoint, so that a restart forgets none. Thread-safe. */
final class VerifiedTables {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedTables.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final StateFile file;
    private final Map<String, TableStatus.Verified> tables = new TreeMap<>();

    /** @param checkpoint beside which the file is */
    VerifiedTables(String checkpoint) {
        this.file = new StateFile(checkpoint, "verified_tables.json");
    }

    /** Reads the file, and keeps it from now on. */
    synchronized Map<String, TableStatus.Verified> open(Configuration configuration) {
        file.open(configuration);
        try {
            Optional<byte[]> json = file.read();
            if (json.isPresent()) {
                tables.putAll(JSON.readValue(json.get(), new TypeReference<Map<String, TableStatus.Verified>>() {}));
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read: tables count as never compared", file, e);
        }
        return Map.copyOf(tables);
    }

    /** One that was not compared stays as it was. */
    synchronized TableStatus.Verified add(TableVerification result, Instant at) {
        if (result.failure() == null) {
            tables.put(result.table(), new TableStatus.Verified(at.toString(), result.rows(), result.differing()));
            write();
        }
        return tables.get(result.table());
    }

    /** Those of which no comparison ended since so long a time. */
    synchronized List<TableId> due(Collection<TableId> all, Duration every, Instant now) {
        return all.stream()
                .filter(table -> {
                    TableStatus.Verified last = tables.get(table.toString());
                    return last == null || !Instant.parse(last.at()).plus(every).isAfter(now);
                })
                .sorted()
                .toList();
    }

    private void write() {
        try {
            file.write(JSON.writeValueAsBytes(tables));
        } catch (IOException e) {
            LOG.warn("{} cannot be written: after a restart the last comparison is not known", file, e);
        }
    }
}
