package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cli.CommandLineRun;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What once stopped the connector, and with it all tables, or came to the lake as something else. */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class CaptureIT {

    private final TestPipeline pipeline;

    CaptureIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void anUnchangedLargeArrayIsKept() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.large (id int PRIMARY KEY, n int, u numeric[])",
                "ALTER TABLE inventory.large ALTER u SET STORAGE external",
                "INSERT INTO inventory.large SELECT 1, 1, array_agg(g) FROM generate_series(1, 3000) g",
                "UPDATE inventory.large SET n = n + 1");

        assertThat(pipeline.lake("SELECT n, size(u), u[2999] FROM inventory.large"))
                .containsExactly("2|3000|3000");
        pipeline.assertEqualToSource("inventory.large");
    }

    @Test
    void whatDeltaHasNoOneTypeForIsWhatTheManifestSays() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.decided (id int PRIMARY KEY, grid int[], flag boolean, day date,"
                        + " stamp timestamptz, amount numeric)",
                "INSERT INTO inventory.decided VALUES (1, '{{1,2},{3,4}}', true, 'infinity', '-infinity', 12.5),"
                        + " (2, '{}', NULL, '2024-02-29', '2024-02-29 12:00+00', -0.0001)");

        assertThat(pipeline.lake("SELECT * FROM inventory.decided ORDER BY id"))
                .containsExactly("1|{{1,2},{3,4}}|t|∅|∅|12.5000", "2|{}|∅|2024-02-29|2024-02-29 12:00:00|-0.0001");
        pipeline.assertEqualToSource("inventory.decided");
    }

    /** Of 90 MB here, so that other tests need not wait; 140 rows, 420 MB, were tried by hand. */
    @Test
    void manyLargeRowsInOneTransactionFitThrough() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.fat (id int PRIMARY KEY, v text)",
                "CREATE TABLE inventory.beside_fat (id int PRIMARY KEY)",
                "ALTER TABLE inventory.fat ALTER v SET STORAGE external",
                "INSERT INTO inventory.fat SELECT g, repeat(chr(65 + g % 26), 3145728) FROM generate_series(1, 30) g",
                "INSERT INTO inventory.beside_fat VALUES (1)");

        assertThat(pipeline.lake("SELECT count(*) FROM inventory.fat")).containsExactly("30");
        assertThat(pipeline.lake("SELECT length(v), left(v, 3) FROM inventory.fat WHERE id = 30"))
                .containsExactly("3145728|EEE");
        assertThat(pipeline.lake("SELECT id FROM inventory.beside_fat")).containsExactly("1");
    }

    @Test
    void aTableThatIsMadeAgainHasNoneOfItsOldRows() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.remade (id int PRIMARY KEY, v int)",
                "INSERT INTO inventory.remade VALUES (1, 1), (2, 2)");
        pipeline.lake("SELECT * FROM inventory.remade");
        pipeline.source(
                "DROP TABLE inventory.remade",
                "CREATE TABLE inventory.remade (id int PRIMARY KEY, v text)",
                "GRANT SELECT ON inventory.remade TO public",
                "INSERT INTO inventory.remade VALUES (2, 'new')");

        assertThat(pipeline.lake("SELECT * FROM inventory.remade")).containsExactly("2|new");
        pipeline.assertEqualToSource("inventory.remade");
        assertThat(pipeline.cdc("status").output()).doesNotContainPattern("inventory.remade .*Incomplete");
    }

    @Test
    void arraysAreArrays() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.ar (id int PRIMARY KEY, a int[], c jsonb[], d uuid[])",
                "INSERT INTO inventory.ar VALUES (1, '{}', '{}', '{}'), (2, '{1,NULL}', array['{\"k\":1}'::jsonb], NULL)");

        assertThat(pipeline.lake("SELECT id, size(a), a[0], c[0], d IS NULL FROM inventory.ar ORDER BY id"))
                .containsExactly("1|0|∅|∅|false", "2|2|1|{\"k\": 1}|true");
        pipeline.assertEqualToSource("inventory.ar");
    }

    @Test
    void typesOfTheUsersOwnAreWhatTheyAreMadeOf() throws Exception {
        pipeline.source(
                "CREATE TYPE inventory.feeling AS ENUM ('sad', 'happy')",
                "CREATE DOMAIN inventory.price AS numeric(10,2)",
                "CREATE DOMAIN inventory.price2 AS inventory.price",
                "CREATE DOMAIN inventory.sha AS bytea CHECK (length(value) = 4)",
                "CREATE TYPE inventory.pair AS (a int, b text)",
                "CREATE TABLE inventory.own (id int PRIMARY KEY, f inventory.feeling, fs inventory.feeling[],"
                        + " p inventory.price2, s inventory.sha, c inventory.pair, n inventory.pair, cs inventory.pair[])",
                "INSERT INTO inventory.own VALUES (1, 'happy', '{sad,happy}', 12.50, '\\xdeadbeef',"
                        + " '(1,\"a \"\"b\"\"\")', '(,)', array['(2,c)'::inventory.pair])",
                "ALTER TYPE inventory.feeling ADD VALUE 'so so'",
                "INSERT INTO inventory.own (id, f) VALUES (2, 'so so')");

        assertThat(pipeline.lake("SELECT f, fs[1], p, s, c.a, c.b, n IS NULL, cs[0].b FROM inventory.own ORDER BY id"))
                .containsExactly("happy|happy|12.50|\\xdeadbeef|1|a \"b\"|false|c", "so so|∅|∅|∅|∅|∅|true|∅");
        pipeline.assertEqualToSource("inventory.own");
    }

    /** Kafka holds their topics for the same, if they are called as Debezium calls them. */
    @Test
    void tablesWhoseNamesAreSpelledAlikeAreTwo() throws Exception {
        pipeline.source(
                "CREATE SCHEMA sales",
                "CREATE SCHEMA sales_eu",
                "CREATE TABLE sales.eu_orders (id int PRIMARY KEY)",
                "CREATE TABLE sales_eu.orders (id int PRIMARY KEY)",
                "INSERT INTO sales.eu_orders VALUES (1)",
                "INSERT INTO sales_eu.orders VALUES (2)");

        assertThat(pipeline.lake("SELECT * FROM sales.eu_orders")).containsExactly("1");
        assertThat(pipeline.lake("SELECT * FROM sales_eu.orders")).containsExactly("2");
    }

    @Test
    void aRowThatIsTooLargeIsADeadLetterThatSaysSoTheOthersGoOnAndARetryBringsIt() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.blob (id int PRIMARY KEY, t text)",
                "INSERT INTO inventory.blob VALUES (2, 'small')");
        // A fill, which a new table may get, would bring a row of any size.
        assertThat(pipeline.lake("SELECT * FROM inventory.blob")).containsExactly("2|small");
        pipeline.source("INSERT INTO inventory.blob VALUES (1, repeat('x', 17 * 1024 * 1024))");

        String reason = "the row with id = 1 is too large for a message of Kafka: column 't' has 17825792 bytes";
        assertThat(pipeline.lake("SELECT reason FROM cdc.dead_letters WHERE table = 'inventory.blob'"))
                .containsExactly(reason);
        assertThat(pipeline.cdc("dead-letters", "list").output()).contains("inventory.blob   1 ", reason);
        assertThat(pipeline.cdc("dead-letters", "show", "inventory.blob").output())
                .contains("   id = 1   insert   ", "[0]@1   ", reason);

        CommandLineRun retry = pipeline.cdc("dead-letters", "retry", "inventory.blob");
        assertThat(retry.code()).as(retry.errors()).isZero();
        assertThat(retry.output()).isEqualToIgnoringNewLines("1 dead letter made good");
        assertThat(pipeline.lake("SELECT id, length(t) FROM inventory.blob ORDER BY id"))
                .containsExactly("1|17825792", "2|5");
        assertThat(pipeline.cdc("dead-letters", "list").output()).doesNotContain("inventory.blob");
        assertThat(pipeline.cdc("dead-letters", "drop", "inventory.blob").output())
                .isEqualToIgnoringNewLines("there was no dead letter");
    }

    @Test
    void anyNameIsTakenThatPostgresqlAllows() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.\"We\"\"ird.Tab le\" (\"we\"\"ird\" int PRIMARY KEY, \"a b\" text, \"é\" text, \"x.y\" text)",
                "INSERT INTO inventory.\"We\"\"ird.Tab le\" VALUES (1, '2', '3', '4')",
                "UPDATE inventory.\"We\"\"ird.Tab le\" SET \"we\"\"ird\" = 2");

        assertThat(pipeline.lake("SELECT * FROM inventory.`We\"ird.Tab le`")).containsExactly("2|2|3|4");
    }

    @Test
    void aComputedColumnThatTheLogLacksIsNotInTheLake() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.item (id int PRIMARY KEY, net numeric(10,2),"
                        + " gross numeric(10,2) GENERATED ALWAYS AS (net * 1.2) STORED)",
                "INSERT INTO inventory.item VALUES (1, 10)",
                "UPDATE inventory.item SET net = 100");

        assertThat(pipeline.lake("SELECT * FROM inventory.item")).containsExactly("1|100.00");
    }

    @Test
    void aRowIsFoundByTheIndexThatIsItsReplicaIdentity() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.part (id int PRIMARY KEY, sku text NOT NULL UNIQUE)",
                "ALTER TABLE inventory.part REPLICA IDENTITY USING INDEX part_sku_key",
                "INSERT INTO inventory.part VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                "DELETE FROM inventory.part WHERE id = 1",
                "UPDATE inventory.part SET sku = 'x' WHERE id = 2",
                "UPDATE inventory.part SET id = 9 WHERE id = 3");

        assertThat(pipeline.lake("SELECT * FROM inventory.part ORDER BY id")).containsExactly("2|x", "9|c");
    }

    @Test
    void aPartialUniqueIndexIsNoKey() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.seat (code text, gone boolean)",
                "CREATE UNIQUE INDEX ON inventory.seat (code) WHERE NOT gone",
                "INSERT INTO inventory.seat VALUES ('A', true), ('A', true)");

        assertThat(pipeline.lake("SELECT * FROM inventory.seat")).containsExactly("A|true", "A|true");
        pipeline.assertEqualToSource("inventory.seat");
    }

    @Test
    void whatRowsHadBeforeAColumnCameIsWhatTheSourceGaveThem() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.grown (id int PRIMARY KEY)",
                "INSERT INTO inventory.grown VALUES (1)",
                "ALTER TABLE inventory.grown ADD b int DEFAULT 5, ADD c text DEFAULT 'it''s' NOT NULL,"
                        + " ADD d timestamptz DEFAULT now(), ADD e int[] DEFAULT '{1,2}'",
                "ALTER TABLE inventory.grown ALTER b DROP DEFAULT",
                "INSERT INTO inventory.grown VALUES (2, 1, 'y')");

        assertThat(pipeline.lake("SELECT b, c, e[1] FROM inventory.grown ORDER BY id"))
                .containsExactly("5|it's|2", "1|y|2");
        pipeline.assertEqualToSource("inventory.grown");
    }

    @Test
    void ofAPartitionedTableItIsWhatItsPartitionsHave() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.parted (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE inventory.parted_1 PARTITION OF inventory.parted FOR VALUES FROM (0) TO (10)",
                "INSERT INTO inventory.parted VALUES (1)",
                "ALTER TABLE inventory.parted ADD b int DEFAULT 5",
                "CREATE TABLE inventory.parted_2 PARTITION OF inventory.parted FOR VALUES FROM (10) TO (20)",
                "INSERT INTO inventory.parted VALUES (11, 6)");

        assertThat(pipeline.lake("SELECT * FROM inventory.parted ORDER BY id")).containsExactly("1|5", "11|6");
        pipeline.assertEqualToSource("inventory.parted");
    }

    @Test
    void aRowOfAMegabyteIsFoundAgainWholeUnderItsNextKey() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.whole (id int PRIMARY KEY, t text)",
                "ALTER TABLE inventory.whole REPLICA IDENTITY FULL",
                "INSERT INTO inventory.whole VALUES (1, repeat('x', 1000000))",
                "UPDATE inventory.whole SET id = 2");

        assertThat(pipeline.lake("SELECT id, length(t) FROM inventory.whole")).containsExactly("2|1000000");
        pipeline.assertEqualToSource("inventory.whole");
    }

    @Test
    void connectShowsNobodyThePassword() throws Exception {
        String password =
                Files.readString(Path.of(pipeline.endpoints().passwordFile())).strip();
        URI connectors = URI.create(pipeline.endpoints().connectUrl() + "/connectors");

        String name = get(connectors).replaceAll("[\\[\\]\"]", "");
        String shown = get(URI.create(connectors + "?expand=info&expand=status"))
                + get(URI.create(connectors + "/" + name + "/tasks"));

        assertThat(shown).contains("${directory:").doesNotContain(password);
    }

    private static String get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
