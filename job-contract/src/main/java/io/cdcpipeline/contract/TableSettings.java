package io.cdcpipeline.contract;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What each table is in the lake.
 *
 * @param tables the first that matches counts; a table that none matches is a {@link TableMode#MIRROR mirror}
 */
public record TableSettings(List<TableSetting> tables) {

    public static final TableSettings DEFAULT = new TableSettings(List.of());

    /** @param table {@code schema.table} */
    public TableMode mode(String table) {
        return tables.stream()
                .filter(setting -> Pattern.matches(setting.tables(), table))
                .findFirst()
                .map(TableSetting::mode)
                .orElse(TableMode.MIRROR);
    }
}
