package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.Sha256;
import io.cdcpipeline.contract.columns.ColumnRule;
import io.cdcpipeline.contract.columns.Mask;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.columns.TableColumns;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Given columns that are masked, when their rows change, or are copied by a snapshot, then no record has a value of them. */
class MaskedColumnsIT {

    private static final String SALT = "a salt of sixteen bytes";
    /** Occurs in each value that is to be masked. */
    private static final String CLEAR = "CLEAR";

    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;

    private final RunningTask task = new RunningTask(server);

    @BeforeAll
    static void begin() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .start();
        new RunningTask(server).run("CREATE PUBLICATION cdc FOR ALL TABLES");
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    @AfterEach
    void clean() throws SQLException {
        task.stop();
        task.dropSlot();
        task.run("DROP TABLE t");
    }

    private static Map<String, String> masked(String snapshot) throws IOException {
        Path salt = Files.writeString(folder.resolve("salt"), SALT);
        List<ColumnRule> rules = List.of(
                new ColumnRule("mail|old", Mask.HASH, null, null),
                new ColumnRule("note", Mask.EXCLUDE, null, null),
                new ColumnRule("phone", Mask.TRUNCATE, null, 2),
                new ColumnRule("city", Mask.CONSTANT, "***", null),
                new ColumnRule("born", Mask.SET_NULL, null, null));
        SourceColumns columns = new SourceColumns(List.of(new TableColumns("public\\.t", rules)), salt.toString());
        return Map.of("snapshot.mode", snapshot, TextSettings.COLUMNS, columns.toJson());
    }

    private void table() throws SQLException {
        task.run("CREATE TABLE t (id int, mail text, note text, phone text, city text, born text, PRIMARY KEY (mail))");
    }

    private static String values(String suffix) {
        return "'ada@CLEAR" + suffix + "', 'CLEAR', '49CLEAR', 'CLEAR', 'CLEAR'";
    }

    private static void assertMasked(Struct row, String mail) {
        assertThat(row.getString("mail")).isEqualTo(Sha256.hex(SALT + mail));
        assertThat(row.getString("phone")).isEqualTo("49");
        assertThat(row.getString("city")).isEqualTo("***");
        assertThat(row.getString("born")).isNull();
    }

    private static void assertNothingClear(List<SourceRecord> records) {
        assertThat(records).allSatisfy(record -> {
            assertThat(record.toString()).doesNotContain(CLEAR);
            assertThat(String.valueOf(record.value())).doesNotContain(CLEAR);
            assertThat(String.valueOf(record.key())).doesNotContain(CLEAR);
        });
        assertThat(records.toString()).doesNotContain(SALT);
    }

    /** Before images, keys, deletes and the default of a column that comes: each is a way out of its own. */
    @Test
    void noChangeHasAValueOfThem() throws Exception {
        table();
        task.start(masked("no_data"));
        task.run(
                "ALTER TABLE t REPLICA IDENTITY FULL",
                "INSERT INTO t VALUES (1, " + values("") + ")",
                "ALTER TABLE t ADD old text DEFAULT 'CLEAR default'",
                "UPDATE t SET mail = 'ada@CLEAR.org', phone = '44CLEAR'",
                "DELETE FROM t",
                "INSERT INTO t (id, mail) VALUES (2, 'bob')");

        List<SourceRecord> records = task.readUntil(RunningTask.row(2));

        assertNothingClear(records);
        Struct first = events(records).get(0).getStruct("after");
        assertMasked(first, "ada@CLEAR");
        assertThat(first.schema().field("note")).isNull();
        assertThat(records.stream().filter(MaskedColumnsIT::isEvent).findFirst().orElseThrow())
                .satisfies(record -> assertThat(((Struct) record.key()).getString("mail"))
                        .isEqualTo(Sha256.hex(SALT + "ada@CLEAR")));
    }

    @Test
    void aSnapshotHasNoneEither() throws Exception {
        table();
        task.run("INSERT INTO t VALUES (1, " + values("") + ")");

        task.start(masked("initial"));

        List<SourceRecord> records = task.readUntil(RunningTask.row(1));
        assertNothingClear(records);
        Struct row = events(records).get(0).getStruct("after");
        assertMasked(row, "ada@CLEAR");
        assertThat(row.getString("note")).isNull();
    }

    private static List<Struct> events(List<SourceRecord> records) {
        return records.stream()
                .filter(MaskedColumnsIT::isEvent)
                .map(record -> (Struct) record.value())
                .toList();
    }

    private static boolean isEvent(SourceRecord record) {
        return record.topic().equals("shop.public.t") && record.value() instanceof Struct;
    }
}
