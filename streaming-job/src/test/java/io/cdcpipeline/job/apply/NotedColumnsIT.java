package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.catalog.NotesSql;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Given a real PostgreSQL that notes the columns of its tables, when they are altered, then the lake follows them by their numbers. */
class NotedColumnsIT extends SourceAndLake {

    private static final String DISABLE =
            "ALTER EVENT TRIGGER \"!cdc_commands\" DISABLE; ALTER EVENT TRIGGER \"!cdc_drops\" DISABLE";

    private final TextTopic topic = new TextTopic("t");

    @BeforeEach
    void prepare() {
        source.run(
                NotesSql.of("postgres"),
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.t VALUES (1, 'one')");
    }

    @AfterEach
    void forget() {
        source.run("DROP SCHEMA IF EXISTS cdc CASCADE");
    }

    @Test
    void aTableAtRestGetsARenamedColumnWithoutAFill() throws Exception {
        Pipeline running = filled();
        assertThat(columns(running)).containsExactly("id#1", "v#2");
        List<String> files = files(running);

        source.run("ALTER TABLE inventory.t RENAME v TO w");
        lookOften(running);
        assertThat(columns(running)).as("before all is read").containsExactly("id#1", "v#2");
        readAndLookOften(running);

        assertThat(columns(running)).containsExactly("id#1", "w#2");
        assertThat(running.rows("t")).containsExactly("1,one");
        assertThat(files(running)).isEqualTo(files);
        running.restarted().start(Map.of()).look().recover();
        assertThat(files(running)).as("nothing is left to do").isEqualTo(files);
    }

    @Test
    void aColumnThatIsMadeAgainHasWhatTheSourceGaveOlderRows() throws Exception {
        Pipeline running = filled();
        source.run("ALTER TABLE inventory.t DROP COLUMN v, ADD COLUMN v text DEFAULT 'basic'; ALTER TABLE inventory.t"
                + " ALTER COLUMN v DROP DEFAULT");
        readAndLookOften(running);

        assertThat(columns(running)).containsExactly("id#1", "v#3");
        assertThat(running.rows("t")).containsExactly("1,basic");
        assertThat(running.table("t").condition()).isEqualTo(TableCondition.LIVE);
    }

    @Test
    void changesThatTellOfARenameAreEnough() throws Exception {
        Pipeline running = filled();
        List<String> files = files(running);
        source.run("ALTER TABLE inventory.t RENAME v TO w");
        running.batch(1, behind().columns(id(), text("w", 2)).insert("2", "two"));

        assertThat(columns(running)).containsExactly("id#1", "w#2");
        assertThat(running.rows("t")).containsExactly("1,one", "2,two");
        readAndLookOften(running);
        assertThat(files(running)).containsAll(files);
        assertThat(running.isToBeFilled("t")).isFalse();
    }

    /** A look that was slow must not take back what a change has told since. */
    @Test
    void whatWasNotedBeforeAChangeIsNoNewsToIt() throws Exception {
        Pipeline running = filled();
        source.run("ALTER TABLE inventory.t RENAME v TO w");
        lookOften(running);
        source.query("SELECT pg_replication_slot_advance('cdc', pg_current_wal_lsn())");
        running.look();
        running.batch(1, behind().columns(id(), text("x", 2)).insert("2", "two"));
        running.recover();

        assertThat(columns(running)).containsExactly("id#1", "x#2");
    }

    @Test
    void whatNobodyNotedIsFilled() throws Exception {
        Pipeline running = filled();
        List<String> files = files(running);
        source.run(DISABLE, "ALTER TABLE inventory.t RENAME v TO w");
        readAndLookOften(running);

        assertThat(running.rows("t")).containsExactly("1,null,one");
        assertThat(columns(running)).as("nobody knows the numbers now").containsExactly("id", "v", "w");
        assertThat(files(running)).isNotEqualTo(files);
    }

    /** By name it could be either column: what follows is not explained by numbers any more. */
    @Test
    void aChangeWithoutNumbersHasTheNextRenameFilled() throws Exception {
        Pipeline running = filled();
        running.batch(1, behind().columns(id(), text("v", 2)).of(null).insert("2", "two"));
        assertThat(columns(running)).containsExactly("id", "v");

        source.run("INSERT INTO inventory.t VALUES (2, 'two')", "ALTER TABLE inventory.t RENAME v TO w");
        readAndLookOften(running);

        assertThat(columns(running)).containsExactly("id#1", "v", "w#2");
        assertThat(running.rows("t")).containsExactly("1,null,one", "2,null,two");
    }

    @Test
    void aDatabaseThatNotesNothingGivesNoNumbers() throws Exception {
        source.run("DROP SCHEMA cdc CASCADE");
        Pipeline running = filled();
        assertThat(columns(running)).containsExactly("id", "v");

        source.run("ALTER TABLE inventory.t RENAME v TO w");
        readAndLookOften(running);

        assertThat(running.rows("t")).containsExactly("1,null,one");
    }

    /** Between the two somebody may have looked. */
    @Test
    void aColumnThatWasDroppedLongBeforeItIsMadeAgainIsFilled() throws Exception {
        source.run("DROP SCHEMA cdc CASCADE");
        Pipeline running = filled();
        source.run("ALTER TABLE inventory.t DROP COLUMN v");
        readAndLookOften(running);

        source.run("ALTER TABLE inventory.t ADD COLUMN v text");
        readAndLookOften(running);

        assertThat(running.rows("t")).containsExactly("1,null");
    }

    private Pipeline filled() throws Exception {
        Pipeline running = pipeline(source.address("inventory\\..*"));
        running.start(Map.of()).look().recover();
        assertThat(running.rows("t")).containsExactly("1,one");
        return running;
    }

    /** Changes of a transaction that no fill has seen, behind all that is in the log. */
    private TextTopic behind() {
        long end = Long.parseLong(source.query("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint"));
        return topic.later(end, LATER);
    }

    private SourceColumn id() {
        return new SourceColumn("id", SourceType.base("int4", -1), 1, false, true, null, false, null, relation(), 1);
    }

    private SourceColumn text(String name, int number) {
        return new SourceColumn(
                name, SourceType.base("text", -1), 0, false, false, null, false, null, relation(), number);
    }

    private SourceRelation relation() {
        return new SourceRelation(Long.parseLong(source.query("SELECT 'inventory.t'::regclass::oid")), true);
    }

    private List<String> columns(Pipeline running) {
        return Stream.of(running.columns("t").fields())
                .map(f -> ColumnNumber.of(f) == null
                        ? f.name()
                        : f.name() + "#" + ColumnNumber.of(f).number())
                .toList();
    }

    private static List<String> files(Pipeline running) {
        return List.of(LocalSpark.session()
                .read()
                .format("delta")
                .load(running.path("t"))
                .inputFiles());
    }
}
