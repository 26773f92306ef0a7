package io.cdcpipeline.contract;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What each table is in the lake.
 *
 * @param tables the first that matches counts; a table that none matches is a {@link TableMode#MIRROR mirror}
 */
public record TableSettings(List<TableSetting> tables) {

    public static final TableSettings DEFAULT = new TableSettings(List.of());

    /** The entry that counts. @param table {@code schema.table} */
    public Optional<TableSetting> of(String table) {
        return index(table).stream().mapToObj(tables::get).findFirst();
    }

    /** Which one that is. @param table {@code schema.table} */
    public OptionalInt index(String table) {
        return IntStream.range(0, tables.size())
                .filter(i -> Pattern.matches(tables.get(i).tables(), table))
                .findFirst();
    }

    /** @param table {@code schema.table} */
    public TableMode mode(String table) {
        return of(table).map(TableSetting::mode).orElse(TableMode.MIRROR);
    }

    /** @param table {@code schema.table} */
    public DeltaSettings delta(String table) {
        return of(table).map(TableSetting::delta).orElse(DeltaSettings.NONE);
    }
}
