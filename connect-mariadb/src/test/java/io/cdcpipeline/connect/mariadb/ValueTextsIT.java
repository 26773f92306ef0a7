package io.cdcpipeline.connect.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.CompactSchema;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.testing.RealMariaDb;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of values: the same text in the snapshot and in the stream, and the one that the server prints. */
class ValueTextsIT {

    private static final String TOPIC = "shop.shop.t";

    @TempDir
    private Path folder;

    @Test
    void theSnapshotAndTheStreamHaveTheSameTexts() throws Exception {
        try (RealMariaDb server =
                RealMariaDb.start("--sql-mode=", "--character-set-server=utf8mb4", "--default-time-zone=-05:00")) {
            server.execute("CREATE DATABASE shop", ValueSamples.create("shop.t"));
            server.execute(ValueSamples.insert("shop.t", 1, 0), ValueSamples.insert("shop.t", 2, 1));
            RunningTask task = RunningTask.in(folder, server, "shop\\.t");
            task.start();
            List<SourceRecord> snapshot = task.readUntil(RunningTask.row(TOPIC, "id", "2"));
            server.execute(
                    ValueSamples.insert("shop.t", 3, 0),
                    ValueSamples.insert("shop.t", 4, 1),
                    "INSERT INTO shop.t (id) VALUES (5)",
                    "DELETE FROM shop.t WHERE id = 3");
            List<SourceRecord> stream = task.readUntil(RunningTask.operation(TOPIC, "d"));
            task.stop();

            check(RunningTask.changes(snapshot, TOPIC));
            check(RunningTask.changes(stream, TOPIC));
            Struct deleted = RunningTask.changes(stream, TOPIC).get(3);
            assertThat(text(deleted, "before", "dec65")).startsWith("12345678901234567890123456789012345.");
            types(RunningTask.schemas(snapshot).get("shop.t"));
        }
    }

    private static void check(List<Struct> changes) {
        for (ValueSamples.Sample sample : ValueSamples.ALL) {
            for (int i = 0; i < 2; i++) {
                assertThat(text(changes.get(i), "after", sample.name()))
                        .as("%s, row %s, of %s", sample, i, changes.get(i).getString("op"))
                        .isEqualTo(sample.texts().get(i));
            }
        }
    }

    private static String text(Struct change, String row, String column) {
        return change.getStruct(row).getString(column);
    }

    private static void types(CompactSchema schema) {
        Map<String, String> types = new HashMap<>();
        for (SourceColumn column : schema.columns()) {
            types.put(column.name(), column.type().name());
        }
        assertThat(types)
                .containsEntry("id", "int")
                .containsEntry("b8u", "bigint unsigned")
                .containsEntry("i4z", "int unsigned")
                .containsEntry("dec65", "decimal(65,30)")
                .containsEntry("dtm", "datetime(6)")
                .containsEntry("dtm0", "datetime")
                .containsEntry("e", "enum('x','it''s','a,b')")
                .containsEntry("bn", "binary(4)")
                .containsEntry("u", "uuid");
        assertThat(schema.columns().get(0).key()).isEqualTo(1);
    }
}
