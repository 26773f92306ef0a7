package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.Sha256;
import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.contract.columns.ColumnRule;
import io.cdcpipeline.contract.columns.Mask;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.columns.TableColumns;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.testing.TextTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Given a table whose columns are masked, when it is filled, followed and compared, then each way gives the very same values. */
class MaskedColumnsIT extends SourceAndLake {

    private static final String SALT = "a salt of sixteen bytes";
    private static final ColumnRule HASHED = new ColumnRule("v|i", Mask.HASH, null, null);

    @TempDir
    Path folder;

    @BeforeEach
    void table() {
        source.run(
                "ALTER TABLE inventory.t ADD i interval, ADD n text, ADD c int, ADD p bytea, ADD plain interval",
                "INSERT INTO inventory.t VALUES (1, 'ada', '1 year 2 days', 'note', 7, '\\xabcdef', '3 days')",
                "INSERT INTO inventory.t VALUES (2)");
    }

    @AfterEach
    void unmask() {
        source.mask(null);
    }

    private SourceColumns rules(ColumnRule... rules) throws IOException {
        Path salt = Files.writeString(folder.resolve("salt"), SALT);
        return new SourceColumns(List.of(new TableColumns("inventory\\.t", List.of(rules))), salt.toString());
    }

    private Pipeline masked(ColumnRule... rules) throws IOException {
        source.mask(rules(rules));
        return pipeline(source.address());
    }

    private static String hash(String text) {
        return Sha256.hex(SALT + text);
    }

    @Test
    void aFillBringsWhatTheStreamBringsAndNothingElse() throws Exception {
        Pipeline filled = masked(
                HASHED,
                new ColumnRule("n", Mask.EXCLUDE, null, null),
                new ColumnRule("c", Mask.CONSTANT, "***", null),
                new ColumnRule("p", Mask.TRUNCATE, null, 4));

        filled.fill("t").recover();

        assertThat(filled.rows("t", "id, v, i, c, p", "id"))
                .containsExactly(
                        "1," + hash("ada") + "," + hash("1 year 2 days") + ",***,\\xab", "2,null,null,null,null");
        assertThat(filled.rows("t", "*", "id").get(0)).doesNotContain("note");
    }

    @Test
    void aComparisonIsOfWhatIsMasked() throws Exception {
        Pipeline filled = masked(HASHED, new ColumnRule("n|c", Mask.SET_NULL, null, null));
        filled.fill("t").recover();

        TableVerification equal = verify(filled);

        assertThat(equal.failure()).isNull();
        assertThat(equal.differences()).isEmpty();
        assertThat(equal.isEqual()).isTrue();

        source.run("UPDATE inventory.t SET v = 'secret' WHERE id = 1");
        TableVerification different = verify(filled);

        assertThat(different.differing()).isEqualTo(1);
        assertThat(different.toString())
                .contains(hash("secret"))
                .doesNotContain("secret,")
                .doesNotContain("ada");
    }

    private static TableVerification verify(Pipeline pipeline) throws Exception {
        ScheduledExecutorService connector = Executors.newSingleThreadScheduledExecutor();
        connector.scheduleWithFixedDelay(
                () -> source.query("SELECT pg_replication_slot_advance('cdc', pg_current_wal_lsn())"),
                0,
                50,
                TimeUnit.MILLISECONDS);
        try {
            return pipeline.verify("t");
        } finally {
            connector.shutdownNow();
        }
    }

    @Test
    void otherRulesFailTheTableUntilSomebodyWantsItAnew() throws Exception {
        pipeline.fill("t").recover();
        assertThat(pipeline.rows("t", "v", "id")).containsExactly("ada", "null");

        Pipeline other = masked(HASHED).start(Map.of());
        TextTopic events = events("t", rules(HASHED).of("inventory.t").signature());
        other.batch(0, events.insert("3", hash("cleo")));

        assertThat(other.failures().toString()).contains("masked otherwise", "cdc snapshot inventory.t");
        assertThat(other.rows("t", "v", "id")).containsExactly("ada", "null");

        other.fill("t").recover();
        assertThat(other.rows("t", "v", "id")).contains(hash("ada"), "null").doesNotContain("ada");
    }

    /** The connector had the old rules for a moment longer than the job. */
    @Test
    void aChangeThatIsNotMaskedLikeTheTableIsNotPutIntoIt() throws Exception {
        Pipeline filled = masked(HASHED);
        filled.fill("t").recover();

        filled.batch(0, events("t", null).later(1L << 50, LATER).insert("3", "clear"));

        assertThat(filled.failures().toString()).contains("masked otherwise").doesNotContain("clear");
        assertThat(filled.rows("t", "v", "id")).doesNotContain("clear");
    }

    @Test
    void aKeyThatIsNotHashedFailsItsTableByName() throws Exception {
        Pipeline filled = masked(new ColumnRule("id", Mask.SET_NULL, null, null));

        filled.fill("t").recover();

        assertThat(filled.failures().toString()).contains("column id is in the table's key", "mask: Hash");
    }

    /** Its values would be seen from the next change on, or with the next fill. */
    @Test
    void aMaskedColumnThatIsCalledOtherwiseStopsItsTableUntilSomebodyWantsItSo() throws Exception {
        source.mask(rules(HASHED));
        Pipeline running = pipeline(source.address("inventory\\..*")).start(Map.of());
        running.look().recover();
        List<String> masked = running.rows("t", "v", "id");

        source.run("ALTER TABLE inventory.t RENAME v TO w");
        readAndLookOften(running);

        assertThat(running.failures().toString()).contains("column v", "is called w in the source now", "cdc snapshot");
        assertThat(running.rows("t", "v", "id")).isEqualTo(masked);
        running = running.restarted().start(Map.of());
        readAndLookOften(running);
        assertThat(running.rows("t", "v", "id")).isEqualTo(masked);

        running.fill("t").recover();
        readAndLookOften(running);
        assertThat(running.rows("t", "w", "id")).containsExactly("ada", "null");
        assertThat(running.failures()).isEmpty();
    }

    private static TextTopic events(String table, String masks) {
        return new TextTopic(table).key("id", "int4").column("v", "text").of(new SourceRelation(0, true, masks, null));
    }
}
