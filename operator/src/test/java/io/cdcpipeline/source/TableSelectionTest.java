package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableSelectionTest {

    @Test
    void starAndQuestionMarkStandForNames() {
        assertThat(selects("shop.orders", "shop.*")).isTrue();
        assertThat(selects("shop.orders", "shop.order?")).isTrue();
        assertThat(selects("shop.orders", "shop.order")).isFalse();
        assertThat(selects("workshop.orders", "shop.*")).isFalse();
    }

    @Test
    void exclusionWinsWhereverItStands() {
        assertThat(selects("shop.audit_log", "!shop.audit_*", "shop.*")).isFalse();
        assertThat(selects("shop.orders", "!shop.audit_*", "shop.*")).isTrue();
    }

    @Test
    void charactersOfRegularExpressionsAreOrdinary() {
        assertThat(selects("shop.a$b(c)[d]+", "shop.a$b(c)[d]+")).isTrue();
        assertThat(selects("shopXorders", "shop.orders")).isFalse();
        assertThat(selects("shop.naïve 😀", "shop.na?ve ?")).isTrue();
    }

    @Test
    void exclusionsAloneSelectNothing() {
        assertThat(selects("shop.orders", "!shop.audit_*")).isFalse();
        assertThat(selects("shop.orders")).isFalse();
    }

    private static boolean selects(String table, String... patterns) {
        return new TableSelection(List.of(patterns)).selects(table);
    }
}
