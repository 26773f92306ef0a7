package io.cdcpipeline.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.TableSetting;
import io.cdcpipeline.contract.TableSettings;
import io.cdcpipeline.job.lake.TableId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Given the manifest's settings, when somebody asks what a table got and why, then one line says it. */
class SettingsTextTest {

    @Test
    void theFirstEntryThatMatchesIsNamedWithWhatItSays() {
        DeltaSettings delta = new DeltaSettings(
                Map.of("delta.enableChangeDataFeed", "true", "delta.logRetentionDuration", "interval 90 days"),
                List.of("id"),
                List.of("a", "b"));

        assertThat(text(
                        "inventory.orders",
                        new TableSetting("x\\..*", TableMode.HISTORY),
                        new TableSetting("inventory\\..*", TableMode.CHANGELOG, "lake.{table}", delta),
                        new TableSetting(".*", TableMode.HISTORY)))
                .isEqualTo("tableSettings[1]: mode: Changelog, target: lake.orders, clusterBy: [a, b],"
                        + " enableChangeDataFeed: true, logRetentionDuration: interval 90 days,"
                        + " dataSkippingStatsColumns: [id]");
    }

    @Test
    void anEntryThatSaysTheDefaultsIsTheReasonAllTheSame() {
        assertThat(text("a.b", new TableSetting("a\\.b", TableMode.MIRROR), new TableSetting(".*", TableMode.HISTORY)))
                .isEqualTo("tableSettings[0]");
    }

    @Test
    void ofATableThatNoneMatchesThereIsNothingToSay() {
        assertThat(text("a.b", new TableSetting("x\\..*", TableMode.HISTORY))).isNull();
    }

    private static String text(String table, TableSetting... settings) {
        JobConfig config = new JobConfig(
                "p",
                "uid",
                null,
                null,
                null,
                null,
                new TableSettings(List.of(settings)),
                null,
                null,
                null,
                null,
                null,
                null);
        return new SettingsText(config).of(TableId.parse(table));
    }
}
