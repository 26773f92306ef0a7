package io.cdcpipeline.job.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.TableSetting;
import io.cdcpipeline.contract.TableSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Given what the manifest says of tables, when one is written, then it has that name in the lake. */
class TargetsTest {

    private static final TableId ORDERS = new TableId("shop", "orders");

    @Test
    void aTableHasItsOwnNameWhereNothingIsSaid() {
        assertThat(targets(setting("shop\\..*", null)).of(ORDERS)).isEqualTo(ORDERS);
        assertThat(targets().of(ORDERS)).isEqualTo(ORDERS);
        assertThat(targets(setting("shop\\..*", null)).areNone()).isTrue();
    }

    @Test
    void theFirstEntryThatMatchesCountsAlsoWhereItGivesNoName() {
        Targets targets = targets(setting("shop\\.orders", null), setting(".*", "lake.{schema}_{table}"));

        assertThat(targets.of(ORDERS)).isEqualTo(ORDERS);
        assertThat(targets.of(new TableId("shop", "items"))).isEqualTo(new TableId("lake", "shop_items"));
        assertThat(targets.areNone()).isFalse();
    }

    @Test
    void aNameThatLooksLikeAPlaceholderOrHasADotIsTakenAsItIs() {
        Targets targets = targets(setting(".*", "{schema}.all_{table}"));

        assertThat(targets.of(new TableId("{table}", "{schema}"))).isEqualTo(new TableId("{table}", "all_{schema}"));
        assertThat(targets.of(new TableId("a", "b.c"))).isEqualTo(new TableId("a", "all_b.c"));
        assertThat(targets.of(new TableId("a", "$1\\"))).isEqualTo(new TableId("a", "all_$1\\"));
    }

    @Test
    void whateverATableIsCalledItsFolderStaysBelowTheRoot() {
        TablePaths paths = new TablePaths("file:/lake", "{schema}/{table}");
        TableId target = targets(setting(".*", "lake.{table}")).of(new TableId("x", "../../etc"));

        assertThat(paths.of(target)).isEqualTo("file:/lake/lake/%2e.%2f..%2fetc");
    }

    private static TableSetting setting(String tables, String target) {
        return new TableSetting(tables, TableMode.MIRROR, target, null);
    }

    private static Targets targets(TableSetting... settings) {
        return new Targets(new TableSettings(List.of(settings)));
    }
}
