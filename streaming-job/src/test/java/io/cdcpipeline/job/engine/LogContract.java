package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.schema.UnfitTableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each engine leaves in a table's log, and makes of what it finds there. */
abstract class LogContract extends EngineFixture {

    @Test
    void nothingIsThereAtFirst() {
        assertThat(table.open()).isEmpty();
    }

    @Test
    void aTableIsMadeWithItsColumnsAndProperties() {
        table.create(SHAPE, Map.of("cdcpipeline.uid", "u'1"));
        TableView view = table.open().orElseThrow();
        assertThat(view.columns().simpleString()).isEqualTo("struct<id:int,name:string,big:string>");
        assertThat(view.properties()).containsEntry("cdcpipeline.uid", "u'1");
        table.create(SHAPE, Map.of("cdcpipeline.uid", "u'1"));
        assertThat(version()).isEqualTo(view.version());
    }

    @Test
    void propertiesAreWhatIsWantedAndThoseOfOthersStay() {
        given("1 a x");
        session.sql("ALTER TABLE delta.`" + path + "` SET TBLPROPERTIES ('delta.randomizeFilePrefixes' = 'true')");

        settle(Map.of("delta.logRetentionDuration", "interval 90 days"), "name", "absent");

        assertThat(properties())
                .containsEntry("delta.logRetentionDuration", "interval 90 days")
                .containsEntry("delta.dataSkippingStatsColumns", "`name`");
        assertThat(settle(Map.of("delta.logRetentionDuration", "interval 90 days"), "name"))
                .isEmpty();
        commit("PUT 2 b y");

        settle(Map.of("delta.enableChangeDataFeed", "true"));

        assertThat(properties())
                .containsEntry("delta.enableChangeDataFeed", "true")
                .containsEntry("delta.randomizeFilePrefixes", "true")
                .doesNotContainKeys("delta.logRetentionDuration", "delta.dataSkippingStatsColumns");
        settle(Map.of());
        assertThat(properties()).doesNotContainKeys("delta.enableChangeDataFeed", TableSettling.MARK);
        assertThat(rows()).containsExactly("1 a x", "2 b y");
        assertThat(history().foreign()).isEmpty();
    }

    @Test
    void aColumnThatHasStatisticsMayGo() {
        given("1 a x");
        settle(Map.of(), "name", "id");
        RowShape without = shape(List.of("id"), column("id", IntegerType));

        table.commit(commit(without, TableCommit.Target.RENEWED, "PUT 1"));

        assertThat(rows()).containsExactly("1");
        assertThat(properties()).containsEntry("delta.dataSkippingStatsColumns", "`id`");
    }

    @Test
    void aCompactionPutsRowsTogetherByWhatTheTableIsClusteredBy() {
        given("1 a x", "2 b y");
        commit("PUT 3 c z");
        settle(clustered("name", "absent", "big"));
        assertThat(clustering()).containsExactly("name", "big");
        assertThat(snapshot().protocol().readerFeatureNames().mkString(",")).doesNotContain("cluster");

        table.compact(() -> false);
        commit("PUT 1 A x", "REMOVE 2 null null", "PUT 4 d w");

        assertThat(snapshot().allFiles().collectAsList())
                .anyMatch(file -> file.clusteringProvider().contains("liquid"));
        assertThat(rows()).containsExactly("1 A x", "3 c z", "4 d w");
        table.compact(() -> false);
        assertThat(rows()).containsExactly("1 A x", "3 c z", "4 d w");
        settle(clustered());
        assertThat(clustering()).isEmpty();
        assertThat(history().foreign()).isEmpty();
    }

    @Test
    void whatATableIsClusteredByHasStatisticsAndMayGo() {
        given("1 a x");
        settle(new DeltaSettings(Map.of(), List.of("id"), List.of("name", "big")));
        assertThat(properties()).containsEntry("delta.dataSkippingStatsColumns", "`id`,`name`,`big`");
        RowShape without = shape(List.of("id"), column("id", IntegerType), column("big", StringType));

        table.commit(commit(without, TableCommit.Target.RENEWED, "PUT 1 x"));
        settle(new DeltaSettings(Map.of(), List.of("id"), List.of("name", "big")));

        assertThat(clustering()).containsExactly("big");
        commit(without, "PUT 2 y");
        assertThat(rows()).containsExactly("1 x", "2 y");
        settle(new DeltaSettings(Map.of("delta.dataSkippingNumIndexedCols", "1"), List.of(), List.of("big")));
        assertThat(properties()).containsEntry("delta.dataSkippingStatsColumns", "`id`,`big`");
    }

    private static DeltaSettings clustered(String... columns) {
        return new DeltaSettings(Map.of(), List.of(), List.of(columns));
    }

    private Snapshot snapshot() {
        return new DeltaTables(session).snapshot(path);
    }

    private List<String> clustering() {
        return new Clustering(session, snapshot()).columns();
    }

    @Test
    void aFeedIsRefusedWhereAColumnIsCalledLikeOneOfIts() {
        given(shape(List.of("id"), column("id", IntegerType), column("_Commit_Version", IntegerType)), "1 2");

        assertThatThrownBy(() -> settle(Map.of("delta.enableChangeDataFeed", "true")))
                .isInstanceOf(UnfitTableException.class)
                .hasMessageContaining("column _Commit_Version is called like one of the change data feed's");
    }

    @Test
    void aCommitWithoutRowsCarriesItsMetadata() {
        given("1 a x");
        table.commit(commit(SHAPE, TableCommit.Target.NO_SUCH_ROW));
        assertThat(rows()).containsExactly("1 a x");
        assertThat(history().rows()).contains(metadata(2));
    }

    /** Delta counts a deletion vector that takes the place of another twice, as added and as updated. */
    @Test
    void aTableIsThereAfterACommitThatMarksFurtherRowsOfAFile() {
        given("1 a x", "2 b y", "3 c z");
        table.commit(commit(SHAPE, TableCommit.Target.ROWS, "PUT 1 d x"));
        table.commit(commit(SHAPE, TableCommit.Target.ROWS, "PUT 2 e y"));

        assertThat(table.open()).isPresent();
        assertThat(rows()).containsExactly("1 d x", "2 e y", "3 c z");
    }

    @Test
    void aTransactionHappensOnce() {
        given("1 a x");
        TableCommit first =
                commit(SHAPE, TableCommit.ANY, TableCommit.Target.ROWS, operations("PUT 1 b y", "PUT 2 c z"));
        TableCommit second = commit(SHAPE, TableCommit.ANY, TableCommit.Target.ROWS, operations("PUT 1 LATER LATER"));
        table.commit(first);
        table.commit(second);
        long version = version();
        table.commit(first);
        table.commit(second);
        assertThat(rows()).containsExactly("1 LATER LATER", "2 c z");
        assertThat(version()).isEqualTo(version);
    }

    @Test
    void anAppendHappensOnceToo() {
        table.create(SHAPE, Map.of());
        TableCommit commit = commit(SHAPE, TableCommit.ANY, TableCommit.Target.NO_SUCH_ROW, operations("PUT 1 a x"));
        table.commit(commit);
        table.commit(commit);
        assertThat(rows()).containsExactly("1 a x");
    }

    @Test
    void twoApplicationsDoNotHideEachOther() {
        given("1 a x");
        TableCommit own = commit(SHAPE, TableCommit.Target.ROWS, "PUT 1 b y");
        TableCommit others = new TableCommit(
                SHAPE,
                TableCommit.ANY,
                TableCommit.Target.ROWS,
                TableCommit.Rows.of(Given.operations(SHAPE, "PUT 1 c z")),
                new TableCommit.Transaction("other", own.transaction().version() - 1),
                "{}");
        table.commit(own);
        table.commit(others);
        assertThat(rows()).containsExactly("1 c z");
    }

    @Test
    void whatSomebodyElseDidToItsRowsIsTold() {
        given("1 a x", "2 b y");
        session.sql("DELETE FROM delta.`" + path + "` WHERE id = 2");
        session.sql("OPTIMIZE delta.`" + path + "`");
        session.sql("ALTER TABLE delta.`" + path + "` SET TBLPROPERTIES ('a' = 'b')");
        assertThat(history().rows()).contains(metadata(1));
        assertThat(history().foreign()).hasToString("[DELETE in version 2]");
        assertThat(table.history(m -> false).rows()).isEmpty();
    }

    @Test
    void aCommitIsNotMadeOnRowsThatSomebodyElseChanged() {
        given("1 a x", "2 b y");
        long known = version();
        session.sql("ALTER TABLE delta.`" + path + "` SET TBLPROPERTIES ('a' = 'b')");
        table.commit(commit(SHAPE, known, TableCommit.Target.ROWS, operations("PUT 3 c z")));
        long base = version();
        session.sql("UPDATE delta.`" + path + "` SET name = 'x' WHERE id = 2");
        assertThatThrownBy(() -> table.commit(commit(SHAPE, base, TableCommit.Target.ROWS, operations("PUT 1 A X"))))
                .isInstanceOf(ForeignCommitException.class)
                .hasMessageContaining("UPDATE in version " + (base + 1));
        assertThat(rows()).containsExactly("1 a x", "2 x y", "3 c z");
    }

    /** It is refused, or told: never passed over. */
    @Test
    void whatSomebodyElseDoesInTheMiddleOfACommitIsNotPassedOver() {
        given("1 a x", "2 b y");
        long base = version();
        OperationSource late = Given.operations(
                SHAPE, () -> session.newSession().sql("DELETE FROM delta.`" + path + "` WHERE id = 2"), "PUT 3 c z");

        String told;
        try {
            told = table.commit(commit(SHAPE, base, TableCommit.Target.ROWS, late))
                    .foreign()
                    .toString();
        } catch (ForeignCommitException e) {
            told = e.getMessage();
        }

        assertThat(told).contains("DELETE in version " + (base + 1));
    }

    @Test
    void theVersionOfACommitIsItsOwnWhateverFollowedIt() {
        given("1 a x", "2 b y");
        long made = version();
        session.sql("DELETE FROM delta.`" + path + "` WHERE id = 2");

        TableWriter.Committed committed = new DeltaTables(session).committed(path, made - 1);

        assertThat(committed.version()).isEqualTo(made);
        assertThat(committed.foreign()).isEmpty();
    }

    @Test
    void afterARestoreTheRowsAreThoseOfTheVersionThatWasRestored() {
        given("1 a x");
        commit("PUT 1 b y");
        long restored = version();
        commit("PUT 1 c z");
        session.sql("RESTORE delta.`" + path + "` TO VERSION AS OF " + restored);
        assertThat(rows()).containsExactly("1 b y");
        assertThat(history())
                .isEqualTo(new TableHistory(
                        java.util.Optional.of(metadata(2)), java.util.Optional.of(metadata(3)), List.of()));
        assertThatThrownBy(() ->
                        table.commit(commit(SHAPE, version() - 1, TableCommit.Target.ROWS, operations("PUT 1 d d"))))
                .isInstanceOf(ForeignCommitException.class);
    }

    @Test
    void aRestoreToATimeIsARestoreToItsVersion() {
        given("1 a x");
        commit("PUT 1 b y");
        String time = session.sql("DESCRIBE HISTORY delta.`" + path + "` LIMIT 1")
                .select("timestamp")
                .first()
                .getTimestamp(0)
                .toString();
        commit("PUT 1 c z");
        session.sql("RESTORE delta.`" + path + "` TO TIMESTAMP AS OF '" + time + "'");
        assertThat(history().rows()).contains(metadata(2));
    }

    /** A power cut took its content: the commit did not happen. */
    @Test
    void aNewestCommitThatIsEmptyDidNotHappen() throws Exception {
        given("1 a x");
        commit("PUT 1 b y");
        commit("PUT 2 c z");
        cut(version(), 0);
        assertThat(history().rows()).contains(metadata(2));
        assertThat(rows()).containsExactly("1 b y");
        commit("PUT 2 c z", "PUT 3 d w");
        assertThat(rows()).containsExactly("1 b y", "2 c z", "3 d w");
        DeltaLog log = DeltaLog.forTable(session, path);
        log.checkpoint(log.unsafeVolatileSnapshot(), scala.Option.empty());
        assertThat(lake.resolve("a table/_delta_log/_last_checkpoint")).exists();
        restart();
        assertThat(rows()).containsExactly("1 b y", "2 c z", "3 d w");
    }

    @Test
    void aNewColumnThatAPowerCutTookIsMadeAgain() throws Exception {
        given("1 a x");
        evolve(column("later", IntegerType));
        cut(version(), 0);
        evolve(column("later", IntegerType));
        assertThat(rows()).containsExactly("1 a x null");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aNewestCommitThatEndsAfterALineIsRefused(int lines) throws Exception {
        given("1 a x", "2 b y", "3 c z");
        commit("PUT 1 b y", "PUT 4 d w");
        String commit = Files.readString(file(version()));
        int length = commit.lines().limit(lines).mapToInt(l -> l.length() + 1).sum();
        assertThat(length).isLessThan(commit.length());
        cut(version(), length);
        assertThatThrownBy(() -> table.open())
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining(".json is damaged: ")
                .hasMessageContaining("Move that file away");
    }

    @Test
    void aNewestCommitThatEndsWithinALineIsRefused() throws Exception {
        given("1 a x");
        commit("PUT 1 b y");
        cut(version(), Files.size(file(version())) - 20);
        assertThatThrownBy(() -> table.open())
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("it ends within a line");
    }

    private void cut(long version, long length) throws Exception {
        try (var file = java.nio.channels.FileChannel.open(file(version), java.nio.file.StandardOpenOption.WRITE)) {
            file.truncate(length);
        }
        Files.deleteIfExists(lake.resolve("a table/_delta_log/." + file(version).getFileName() + ".crc"));
        restart();
    }

    /** What another process knows of the table: nothing. */
    private void restart() {
        DeltaLog.clearCache();
        table = engine(session).table(path);
    }

    private Path file(long version) {
        return lake.resolve("a table/_delta_log/%020d.json".formatted(version));
    }

    @Test
    void filesThatNoVersionNeedsAreDeleted() throws Exception {
        given("1 a x");
        session.sql("ALTER TABLE delta.`" + path
                + "` SET TBLPROPERTIES ('delta.deletedFileRetentionDuration' = 'interval 0 hours')");
        table.commit(commit(SHAPE, TableCommit.Target.CLEARED, "PUT 2 b y"));
        try (Stream<Path> before = dataFiles()) {
            assertThat(before).hasSize(2);
        }
        table.maintain();
        try (Stream<Path> after = dataFiles()) {
            assertThat(after).hasSize(1);
        }
        assertThat(rows()).containsExactly("2 b y");
    }

    private Stream<Path> dataFiles() throws Exception {
        return Files.list(lake.resolve("a table")).filter(f -> f.toString().endsWith(".parquet"));
    }

    @Test
    void filesOfManySmallCommitsArePutTogether() {
        session.conf().set("spark.databricks.delta.autoCompact.minNumFiles", "4");
        table = engine(session).table(path);
        given("0 a x");
        for (int i = 1; i <= 4; i++) {
            assertThat(commit("PUT " + i + " a x").inserted()).isEqualTo(1);
        }
        assertThat(session.read().format("delta").load(path).inputFiles()).hasSizeLessThan(4);
        assertThat(rows()).containsExactly("0 a x", "1 a x", "2 a x", "3 a x", "4 a x");
        assertThat(history().rows()).isPresent();
    }

    private static OperationSource operations(String... operations) {
        return Given.operations(SHAPE, operations);
    }
}
