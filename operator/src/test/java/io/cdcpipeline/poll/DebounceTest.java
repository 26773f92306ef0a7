package io.cdcpipeline.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import org.junit.jupiter.api.Test;

class DebounceTest {

    private static final ResourceID SHOP = new ResourceID("shop", "ns");
    private static final ResourceID STOCK = new ResourceID("stock", "ns");

    private final Debounce<String> patience = new Debounce<>(String::isEmpty);

    @Test
    void firstSilenceIsPassedOver() {
        patience.hear(SHOP, "fine");

        assertThat(patience.hear(SHOP, "")).isEqualTo("fine");
        assertThat(patience.hear(SHOP, "well")).isEqualTo("well");
        assertThat(patience.hear(SHOP, "")).isEqualTo("well");
    }

    @Test
    void secondSilenceIsBelieved() {
        patience.hear(SHOP, "fine");
        patience.hear(SHOP, "");

        assertThat(patience.hear(SHOP, "")).isEmpty();
        assertThat(patience.hear(SHOP, "")).isEmpty();
    }

    @Test
    void whoNeverSpokeIsSilentAtOnce() {
        assertThat(patience.hear(SHOP, "")).isEmpty();
    }

    @Test
    void pipelinesAreToldApart() {
        patience.hear(SHOP, "fine");
        patience.hear(STOCK, "");

        assertThat(patience.hear(SHOP, "")).isEqualTo("fine");
        patience.forget(SHOP);
        assertThat(patience.hear(SHOP, "")).isEmpty();
    }
}
