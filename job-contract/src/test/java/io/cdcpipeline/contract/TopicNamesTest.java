package io.cdcpipeline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicNamesTest {

    private final TopicNames topics = new TopicNames("cdc.ns+shop");

    @Test
    void aTablesTopicIsRecognised() {
        assertThat(topics.ofTable("sales", "orders")).isEqualTo("cdc.ns+shop.sales.orders");
        assertThat(topics.isOfTable(topics.ofTable("sales", "orders"))).isTrue();
        assertThat(topics.isOfTable(topics.ofTable("sales", "orders.old"))).isTrue();
    }

    @Test
    void theConnectorsOwnTopicsAreNoTables() {
        assertThat(topics.isOfTable(topics.heartbeat())).isFalse();
        assertThat(topics.isOfTable(topics.transaction())).isFalse();
        assertThat(topics.heartbeat()).matches(topics.progressPattern());
        assertThat(topics.transaction()).matches(topics.progressPattern());
        assertThat(topics.ofTable("sales", "heartbeat")).doesNotMatch(topics.progressPattern());
    }

    @Test
    void aPrefixIsNoPattern() {
        assertThat(topics.isOfTable("cdcXns+shop.sales.orders")).isFalse();
        assertThat(topics.isOfTable("cdc.nssshop.sales.orders")).isFalse();
    }
}
