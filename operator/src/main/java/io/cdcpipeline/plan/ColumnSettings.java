package io.cdcpipeline.plan;

import io.cdcpipeline.api.ColumnSetting;
import io.cdcpipeline.api.MaskSalt;
import io.cdcpipeline.api.TableSetting;
import io.cdcpipeline.contract.columns.ColumnRule;
import io.cdcpipeline.contract.columns.Mask;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.columns.TableColumns;
import io.fabric8.kubernetes.api.model.KeyToPath;
import java.util.List;
import java.util.Optional;

/** What becomes of columns, as connector and job read it: both mask by the very same rules. */
public final class ColumnSettings {

    /** The file of the salt, in each pod's folder of it. */
    public static final String SALT = "salt";

    private ColumnSettings() {}

    /**
     * Null where nothing is said of columns. Entries without are there all the same: the first that matches a table counts.
     *
     * @param folder in which the process finds the salt
     */
    public static SourceColumns of(Scope scope, String folder) {
        List<TableSetting> settings = scope.spec().tableSettings();
        if (settings.stream().allMatch(t -> t.columns().isEmpty() && t.key().isEmpty())) {
            return null;
        }
        return new SourceColumns(
                settings.stream().map(ColumnSettings::table).toList(),
                salt(scope).map(salt -> folder + "/" + SALT).orElse(null));
    }

    public static Optional<MaskSalt> salt(Scope scope) {
        return Optional.ofNullable(scope.spec().maskSalt());
    }

    public static List<KeyToPath> file(MaskSalt salt) {
        return List.of(MountedSecret.item(salt.key(), SALT));
    }

    private static TableColumns table(TableSetting setting) {
        return new TableColumns(
                TablePatterns.regex(List.of(setting.match())),
                setting.columns().stream().map(ColumnSettings::rule).toList(),
                setting.key());
    }

    private static ColumnRule rule(ColumnSetting column) {
        return new ColumnRule(
                TablePatterns.regex(List.of(column.match())), mask(column), column.value(), column.length());
    }

    private static Mask mask(ColumnSetting column) {
        if (column.mask() == null) {
            return Mask.EXCLUDE;
        }
        return switch (column.mask()) {
            case HASH -> Mask.HASH;
            case SET_NULL -> Mask.SET_NULL;
            case CONSTANT -> Mask.CONSTANT;
            case TRUNCATE -> Mask.TRUNCATE;
        };
    }
}
