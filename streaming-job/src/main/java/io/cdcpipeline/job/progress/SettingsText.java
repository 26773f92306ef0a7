package io.cdcpipeline.job.progress;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.TableSetting;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.lake.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Which entry of {@code spec.tableSettings} counts for a table, and what it says that is not the default, in a line. */
public final class SettingsText {

    private final JobConfig config;
    private final Targets targets;

    public SettingsText(JobConfig config) {
        this.config = config;
        this.targets = new Targets(config.settings());
    }

    /** Null where none counts. */
    public String of(TableId table) {
        int index = config.settings().index(table.toString()).orElse(-1);
        if (index < 0) {
            return null;
        }
        List<String> said = said(table, config.settings().tables().get(index));
        return "tableSettings[" + index + "]" + (said.isEmpty() ? "" : ": " + String.join(", ", said));
    }

    private List<String> said(TableId table, TableSetting setting) {
        List<String> said = new ArrayList<>();
        if (setting.mode() != TableMode.MIRROR) {
            said.add(setting.mode().setting());
        }
        TableMasks masks =
                config.database() == null ? TableMasks.NONE : config.database().masks(table.toString());
        if (!masks.key().isEmpty()) {
            said.add("key: " + masks.key());
        }
        if (!masks.rules().isEmpty()) {
            said.add("columns: " + masks.rules().size());
        }
        if (setting.target() != null) {
            said.add("target: " + targets.of(table));
        }
        if (setting.delta() != null) {
            delta(setting.delta(), said);
        }
        return said;
    }

    private static void delta(DeltaSettings delta, List<String> said) {
        if (!delta.cluster().isEmpty()) {
            said.add("clusterBy: " + delta.cluster());
        }
        new TreeMap<>(delta.properties()).forEach((name, value) -> said.add(name.replace("delta.", "") + ": " + value));
        if (!delta.statistics().isEmpty()) {
            said.add("dataSkippingStatsColumns: " + delta.statistics());
        }
    }
}
