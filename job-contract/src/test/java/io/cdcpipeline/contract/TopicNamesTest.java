package io.cdcpipeline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "sales, eu_orders, p.sales.eu_orders",
        "sales_eu, orders, p.sales_eu.orders-8",
        "sales-eu, orders, p.sales--eu.orders",
        "sales, Zürich, p.sales.Z-fc-rich",
        "sales, a.b, p.sales.a-2e-b",
        "sales, 'a b', p.sales.a-20-b",
        "_, _, p._._-1"
    })
    void ordinaryNamesStayReadable(String schema, String table, String topic) {
        assertThat(new TopicNames("p").ofTable(schema, table)).isEqualTo(topic);
    }

    /** Kafka refuses a topic that equals another once each point is an underscore. */
    @Test
    void noTwoTablesHaveOneTopic() {
        String letters = "a_-.é8";
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 6 + 36 + 216; i++) {
            StringBuilder name = new StringBuilder();
            for (int rest = i; rest >= 0; rest = rest / 6 - 1) {
                name.append(letters.charAt(rest % 6));
            }
            names.add(name.toString());
        }
        Set<String> topicsOfAll = new HashSet<>();
        for (String schema : names) {
            for (String table : names) {
                assertThat(topicsOfAll.add(topics.ofTable(schema, table).replace('.', '_')))
                        .as("%s.%s", schema, table)
                        .isTrue();
            }
        }
    }

    @Test
    void aLongNameIsCutWithoutMixingItUp() {
        String one = topics.ofTable("é".repeat(31), "ü".repeat(31));
        String other = topics.ofTable("é".repeat(31), "ü".repeat(30) + "u");

        assertThat(one).hasSizeLessThanOrEqualTo(249).isNotEqualTo(other);
        assertThat(topics.isOfTable(one)).isTrue();
    }

    @Test
    void theTopicOfSchemasIsNoTables() {
        assertThat(topics.isOfTable(topics.schemas())).isFalse();
        assertThat(topics.schemas()).matches(topics.schemasPattern());
        assertThat(topics.ofTable("a", "schemas")).doesNotMatch(topics.schemasPattern());
    }
}
