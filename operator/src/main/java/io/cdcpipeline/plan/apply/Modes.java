package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.Deletes;
import io.cdcpipeline.api.TableSetting;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.TableSettings;
import io.cdcpipeline.plan.TablePatterns;
import java.util.List;

/** {@code spec.tableSettings} as the job reads it. */
final class Modes {

    private Modes() {}

    /** Null where nothing is set: a job of a release that knows no settings reads its document, too. */
    static TableSettings of(List<TableSetting> settings) {
        return settings.isEmpty()
                ? null
                : new TableSettings(settings.stream().map(Modes::setting).toList());
    }

    private static io.cdcpipeline.contract.TableSetting setting(TableSetting setting) {
        return new io.cdcpipeline.contract.TableSetting(
                TablePatterns.regex(List.of(setting.match())),
                mode(setting),
                setting.target(),
                DeltaProperties.of(setting));
    }

    private static TableMode mode(TableSetting setting) {
        return switch (setting.mode()) {
            case MIRROR -> setting.deletes() == Deletes.SOFT ? TableMode.SOFT_MIRROR : TableMode.MIRROR;
            case CHANGELOG -> TableMode.CHANGELOG;
            case HISTORY -> TableMode.HISTORY;
        };
    }
}
