package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.testing.LocalSpark;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutTableTest {

    private static final TableId TABLE = new TableId("inventory", "t");

    @TempDir
    Path lake;

    private final LaggingTables lagging = new LaggingTables(Clock.systemUTC());
    private Tables tables;

    @BeforeEach
    void read() {
        tables = new Tables(LocalSpark.config(lake, "uid-1"));
    }

    @Test
    void aTableThatNobodyKnowsIsNotThere() {
        assertThat(cuts().current(TABLE)).isEmpty();
    }

    /** Else its rows would be taken for those of another fill, for as long as it reads its topic by itself. */
    @Test
    void aTableThatReadsItsTopicByItselfIsAsFarAsThatReading() {
        TableContext batches = context(1).heldBack(true);
        tables.update(batches);
        lagging.behind(TABLE, "topic");
        assertThat(cuts().current(TABLE)).containsEntry(TABLE, batches);

        TableContext own = context(2);
        lagging.goesOn(TABLE, own, null);
        assertThat(cuts().current(TABLE)).containsEntry(TABLE, own);
    }

    private CutTable cuts() {
        return new CutTable(new Parts(null, null, tables, null, null, null, null, null, null), lagging);
    }

    private static TableContext context(long version) {
        StructType columns = new StructType().add("id", DataTypes.IntegerType);
        return new TableContext(TABLE, columns, version, TableState.FRESH, false);
    }
}
