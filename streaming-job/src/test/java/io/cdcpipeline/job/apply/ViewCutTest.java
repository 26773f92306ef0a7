package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.FilledAt;
import io.cdcpipeline.job.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewCutTest {

    private static final FilledAt VIEW = new FilledAt("700:700:", 80, 90);

    @TempDir
    Path lake;

    /** Its batch may have changes that the view does not see, and would tell nobody of them. */
    @Test
    void aViewBeforeWhichSomebodyBeganToReadIsNotTaken() {
        Tables tables = new Tables(LocalSpark.config(lake, "uid-1"));
        try (ViewCut cut = new ViewCut(tables.cuts(), new TableId("inventory", "t"), Map::of)) {
            tables.cuts().begin();

            assertThat(cut.test(VIEW)).isFalse();
            assertThat(cut.test(VIEW)).isTrue();
            assertThat(tables.cuts().begin()).containsExactly(cut.open().cut());
        }
        assertThat(tables.cuts().begin()).isEmpty();
    }
}
