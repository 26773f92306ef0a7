package io.cdcpipeline.job.apply;

import static io.cdcpipeline.job.testing.SourceTable.PLACEHOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.TableSetting;
import io.cdcpipeline.contract.event.Canary;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.RecordHeader;
import io.cdcpipeline.job.progress.BatchListener;
import io.cdcpipeline.job.progress.PartitionProgress;
import io.cdcpipeline.job.progress.TableProgress;
import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.SourceTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events in, rows out, through real Spark and Delta. */
class BatchApplierIT {

    @TempDir
    Path lake;

    private final SourceTable t =
            SourceTable.of("t").column("id", "int32").column("name", "string").key("id");
    private Pipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new Pipeline(lake);
    }

    @Test
    void snapshotThenChangesMirrorTheSource() throws Exception {
        pipeline.batch(0, t.read(1, "Sally"), t.read(2, "George"));
        assertThat(pipeline.rows("t")).containsExactly("1,Sally", "2,George");
        pipeline.batch(1, t.insert(3, "Edward"), t.update(1, "Anne"), t.delete(2), t.tombstone(2));
        assertThat(pipeline.rows("t")).containsExactly("1,Anne", "3,Edward");
        assertThat(pipeline.table("t").events()).isEqualTo(3);
    }

    @Test
    void aHeartbeatOfTheSourceIsToldWhenWhatCameBeforeItIsInTheLake() throws Exception {
        byte[] committed = "2026-01-02T03:04:05.000006Z".getBytes(StandardCharsets.UTF_8);
        KafkaRecord plain =
                new KafkaRecord("inv.heartbeat", 0, 0, 1, null, "{}".getBytes(StandardCharsets.UTF_8), List.of());
        KafkaRecord canary = new KafkaRecord(
                "inv.heartbeat", 0, 1, 2, null, committed, List.of(new RecordHeader(Canary.HEADER, committed)));

        List<String> told = new ArrayList<>();
        RecordedTopics topics = new RecordedTopics();
        LakeApplication job =
                new LakeApplication(LocalSpark.config(lake, "uid-1"), topics, Pipeline.engine(), new BatchListener() {
                    @Override
                    public void applied(long batch, List<PartitionProgress> partitions, List<TableProgress> tables) {
                        tables.forEach(table -> told.add(table.table() + " is there"));
                    }

                    @Override
                    public void canary(Instant committed) {
                        told.add("all until " + committed);
                    }
                });
        List<KafkaRecord> records = List.of(plain, t.insert(1, "a"), canary);
        topics.add(records.toArray(KafkaRecord[]::new));

        job.batches().call(RecordedTopics.batch(LocalSpark.session(), records), 0L);

        assertThat(told).containsExactly("inventory.t is there", "all until 2026-01-02T03:04:05.000006Z");
    }

    @Test
    void nullsAndUnicodeArriveAsTheyAre() throws Exception {
        pipeline.batch(0, t.insert(1, null), t.insert(2, ""), t.insert(3, "Ünïcødé 漢字 😀 \"'\\\n\u0001"));
        pipeline.batch(1, t.update(1, "set"), t.update(2, null));
        assertThat(pipeline.rows("t")).containsExactly("1,set", "2,null", "3,Ünïcødé 漢字 😀 \"'\\\n\u0001");
    }

    @Test
    void unchangedToastKeepsWhatTheTableHas() throws Exception {
        t.column("big", "string");
        pipeline.batch(0, t.read(1, "a", "x".repeat(9000)), t.read(2, "b", "y"));
        pipeline.batch(1, t.update(1, "A", PLACEHOLDER), t.update(2, "B", "z"), t.update(2, "C", PLACEHOLDER));
        assertThat(pipeline.rows("t")).containsExactly("1,A," + "x".repeat(9000), "2,C,z");
        assertThat(pipeline.table("t").message()).isNull();
    }

    @Test
    void aChangeOfKeyTakesItsLargeValueAlong() throws Exception {
        t.column("big", "string");
        pipeline.batch(0, t.read(1, "a", "one"), t.read(2, "b", "two"), t.read(3, "c", "three"));
        pipeline.batch(
                1,
                t.leave(List.of(1), List.of(9)),
                t.arrive(List.of(1), 9, "a", PLACEHOLDER),
                t.leave(List.of(2), List.of(1)),
                t.arrive(List.of(2), 1, "b", PLACEHOLDER),
                t.update(3, "C", PLACEHOLDER));
        assertThat(pipeline.rows("t")).containsExactly("1,b,two", "3,C,three", "9,a,one");
    }

    @Test
    void aChangeOfKeyThatIsCutInTwoBatchesTakesItsLargeValueAlong() throws Exception {
        t.column("big", "string");
        pipeline.batch(0, t.read(1, "a", "one"));
        KafkaRecord leave = t.leave(List.of(1), List.of(2));
        KafkaRecord arrive = t.arrive(List.of(1), 2, "b", PLACEHOLDER);
        pipeline.batch(1, leave);
        assertThat(pipeline.rows("t")).containsExactly("2,a,one");
        pipeline.batch(2, arrive);
        assertThat(pipeline.rows("t")).containsExactly("2,b,one");
    }

    @Test
    void aRowThatWasNeverSeenIsSaidToLackItsLargeValue() throws Exception {
        t.column("big", "string");
        pipeline.batch(0, t.insert(1, "a", "one"));
        pipeline.batch(1, t.update(2, "b", PLACEHOLDER));
        assertThat(pipeline.rows("t")).containsExactly("1,a,one", "2,b,null");
        assertThat(pipeline.table("t").message()).contains("missing in [big]");
        pipeline.batch(2, t.insert(3, "c", "three"));
        assertThat(pipeline.table("t").message()).contains("missing in [big]");
    }

    @Test
    void propertiesAreThoseOfTheManifestFromTheNextStartOn() throws Exception {
        SourceTable other = new SourceTable(t.log(), "inventory", "other")
                .column("id", "int32")
                .key("id");
        pipeline.batch(0, t.insert(1, "a"));
        DeltaSettings feed = new DeltaSettings(Map.of("delta.enableChangeDataFeed", "true"), List.of("id"), List.of());

        Pipeline said = pipeline.with(new TableSetting(".*", TableMode.MIRROR, null, feed))
                .start(Map.of());
        said.batch(1, t.insert(2, "b"), other.insert(1));

        for (String table : List.of("t", "other")) {
            assertThat(said.properties(table))
                    .containsEntry("delta.enableChangeDataFeed", "true")
                    .containsEntry("delta.dataSkippingStatsColumns", "`id`");
        }
        Pipeline unsaid = pipeline.restarted().start(Map.of());
        unsaid.batch(2, t.update(2, "B"));
        assertThat(unsaid.properties("t"))
                .doesNotContainKeys("delta.enableChangeDataFeed", "delta.dataSkippingStatsColumns");
        assertThat(unsaid.rows("t")).containsExactly("1,a", "2,B");
        assertThat(unsaid.failures()).isEmpty();
    }

    @Test
    void aTableIsClusteredFromItsBeginningAndStaysSoWhenItIsTruncated() throws Exception {
        DeltaSettings clustered = new DeltaSettings(Map.of(), List.of(), List.of("name"));
        Pipeline said = pipeline.with(new TableSetting(".*", TableMode.MIRROR, null, clustered));
        said.batch(0, t.insert(1, "a"), t.insert(2, "b"));
        assertThat(said.clustering("t")).isEqualTo("[name]");

        said.batch(1, t.truncate(), t.insert(3, "c"));
        said.batch(2, t.update(3, "C"));

        assertThat(said.clustering("t")).isEqualTo("[name]");
        assertThat(said.rows("t")).containsExactly("3,C");
        assertThat(said.failures()).isEmpty();
    }

    @Test
    void truncateInTheMiddleOfABatch() throws Exception {
        pipeline.batch(0, t.insert(1, "a"), t.insert(2, "b"));
        pipeline.batch(1, t.insert(3, "c"), t.truncate(), t.insert(2, "again"), t.insert(4, "d"), t.delete(4));
        assertThat(pipeline.rows("t")).containsExactly("2,again");
        pipeline.batch(2, t.truncate());
        assertThat(pipeline.rows("t")).isEmpty();
    }

    @Test
    void aColumnThatComesInTheMiddleOfABatch() throws Exception {
        KafkaRecord one = t.insert(1, "a");
        KafkaRecord two = t.column("age", "int32").insert(2, "b", 7);
        KafkaRecord three = t.columnWithDefault("vip", "boolean", true).insert(3, "c", 8, false);
        pipeline.batch(0, one, two, three);
        assertThat(pipeline.rows("t")).containsExactly("1,a,null,true", "2,b,7,true", "3,c,8,false");
        KafkaRecord four = t.drop("name").insert(4, 9, null);
        KafkaRecord five = t.update(1, 10, false);
        pipeline.batch(1, four, five);
        assertThat(pipeline.rows("t")).containsExactly("1,a,10,false", "2,b,7,true", "3,c,8,false", "4,null,9,null");
    }

    @Test
    void aTypeThatGrowsKeepsTheRows() throws Exception {
        pipeline.batch(0, t.insert(1, "a"));
        t.retype("id", "int64");
        pipeline.batch(1, t.insert(5_000_000_000L, "b"), t.update(1, "A"));
        assertThat(pipeline.rows("t")).containsExactly("1,A", "5000000000,b");
    }

    @Test
    void aTypeThatCannotGrowFailsItsTableUntilANewSnapshotAndNoOther() throws Exception {
        SourceTable other = new SourceTable(t.log(), "inventory", "other")
                .column("id", "int32")
                .key("id");
        pipeline.batch(0, t.insert(1, "a"), other.insert(1));
        t.retype("name", "int32:io.debezium.time.Date");
        pipeline.batch(1, t.insert(2, 19000), other.insert(2));
        pipeline.batch(2, t.insert(3, 19001), other.insert(3)).recover();
        assertThat(pipeline.rows("t")).containsExactly("1,a");
        assertThat(pipeline.rows("other")).containsExactly("1", "2", "3");
        assertThat(pipeline.failures().get("t")).contains("column 'name' changed its type");
        Pipeline restarted = pipeline.restarted().start(Map.of(t.topic(), 3L));
        restarted.batch(3, t.insert(4, 19002)).recover();
        assertThat(restarted.failures().get("t")).contains("column 'name' changed its type");
        t.log().commit();
        restarted.batch(4, t.read(2, 0), t.read(3, 1)).recover();
        assertThat(restarted.rows("t")).containsExactly("2,1970-01-01", "3,1970-01-02");
        assertThat(restarted.failures()).isEmpty();
        restarted.batch(5, t.insert(4, 2));
        assertThat(restarted.rows("t")).containsExactly("2,1970-01-01", "3,1970-01-02", "4,1970-01-03");
    }

    @Test
    void anotherSnapshotLeavesNoGhosts() throws Exception {
        pipeline.batch(0, t.read(1, "a"), t.read(2, "b"));
        pipeline.batch(1, t.insert(3, "c"));
        t.log().commit();
        pipeline.batch(2, t.read(2, "B"));
        pipeline.batch(3, t.read(4, "d"), t.insert(5, "e"));
        assertThat(pipeline.rows("t")).containsExactly("2,B", "4,d", "5,e");
        assertThat(pipeline.table("t").position().epoch()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsKeptRawAndTheRestGoesOn() throws Exception {
        SourceTable n =
                SourceTable.of("n").column("id", "int32").numeric("price", 5, 2).key("id");
        SourceTable keyless = SourceTable.of("keyless").column("a", "string");
        pipeline.batch(
                0,
                n.insert(1, "1.50"),
                n.insert(2, "NAN"),
                n.insert(3, "3.00"),
                n.raw("{\"id\":1}", "{\"id\":1}"),
                n.raw(null, "no json at all"),
                keyless.insert("x"));
        assertThat(pipeline.rows("n")).containsExactly("1,1.50", "3,3.00");
        assertThat(pipeline.deadLetters()).hasSize(4).anySatisfy(l -> assertThat(l)
                .isEqualTo("inv.inventory.n,0,1,inventory.n,column 'price': 'NAN' has no place in decimal(5,2)"));
    }

    @Test
    void anEmptyBatchIsNothing() throws Exception {
        pipeline.batch(0);
        assertThat(LocalSpark.session().catalog().currentCatalog()).isEqualTo("spark_catalog");
        assertThat(lake.toFile().list()).isEmpty();
    }

    @Test
    void namesOfTablesAndColumnsMayBeAnything() throws Exception {
        SourceTable odd = new SourceTable(t.log(), "inventory", "Größe / Maß 100%")
                .column("the key", "int32")
                .column("a.b `c`", "string")
                .key("the key");
        pipeline.batch(0, odd.insert(1, "x"), odd.insert(2, "y"));
        pipeline.batch(1, odd.update(1, "X"), odd.delete(2));
        assertThat(pipeline.rows("Größe / Maß 100%")).containsExactly("1,X");
    }

    @Test
    void columnsMayBeCalledWhatDeltaCallsItsOwn() throws Exception {
        SourceTable file = new SourceTable(t.log(), "inventory", "file")
                .column("id", "int32")
                .column("path", "string")
                .column("filePath", "string")
                .column("deletionVectorId", "string")
                .column("rowIndexCol", "int64")
                .column("deletedRowIndexSet", "string")
                .key("id");
        KafkaRecord[] ten = new KafkaRecord[10];
        for (int i = 0; i < ten.length; i++) {
            ten[i] = file.insert(i, "p", "f", "d", i, "s");
        }
        pipeline.batch(0, ten);
        pipeline.batch(1, file.update(1, "P", "f", "d", 1, "s"));
        pipeline.batch(2, file.update(2, "p", "F", "d", 2, "s"), file.delete(3));
        pipeline.batch(3, file.update(4, "p", "f", "D", 4, "S"));
        assertThat(pipeline.failures()).isEmpty();
        assertThat(pipeline.rows("file"))
                .hasSize(9)
                .contains("1,P,f,d,1,s", "2,p,F,d,2,s", "4,p,f,D,4,S")
                .noneMatch(r -> r.startsWith("3,"));
    }

    @Test
    void aLargeBatchIsTheSameAsASmallOne() throws Exception {
        KafkaRecord[] many = new KafkaRecord[6_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = t.insert(i % 3_000, "x".repeat(1000) + i);
        }
        KafkaRecord[] changes = new KafkaRecord[3_000];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = i % 3 == 0 ? t.delete(i) : t.update(i, "y".repeat(2000) + i);
        }
        pipeline.batch(0, many);
        pipeline.batch(1, changes);
        assertThat(pipeline.rows("t")).hasSize(2_000).contains("1," + "y".repeat(2000) + "1");
    }
}
