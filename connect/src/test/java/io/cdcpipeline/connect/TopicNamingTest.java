package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.TableId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;

class TopicNamingTest {

    private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();

    @Test
    void aNewConnectorKeepsWhatItDecides() {
        TopicNaming naming = naming();

        assertThat(naming.isExact()).isTrue();
        assertThat(naming.decision().orElseThrow().sourcePartition()).isEqualTo(Map.of("naming", "p"));
    }

    @Test
    void whatWasDecidedStays() {
        offsets.put(Map.of("naming", "p"), Map.of("version", 2));
        offsets.put(Map.of("server", "p"), Map.of("lsn", 1));

        assertThat(naming().isExact()).isTrue();
        assertThat(naming().decision()).isEmpty();
    }

    @Test
    void aConnectorFromBeforeKeepsItsNames() {
        offsets.put(Map.of("server", "p"), Map.of("lsn", 1));

        assertThat(naming().isExact()).isFalse();
        assertThat(naming().decision()).isEmpty();
    }

    @Test
    void tablesThatDebeziumWouldMixUpHaveTopicsOfTheirOwn() {
        TableId one = new TableId(null, "sales", "eu_orders");
        TableId other = new TableId(null, "sales_eu", "orders");

        assertThat(topics("true").dataChangeTopic(one)).isEqualTo("p.sales.eu_orders");
        assertThat(topics("true").dataChangeTopic(other)).isEqualTo("p.sales_eu.orders-8");
        assertThat(topics("false").dataChangeTopic(other)).isEqualTo("p.sales_eu.orders");
    }

    private static TableTopics topics(String exact) {
        Properties options = new Properties();
        options.put("topic.prefix", "p");
        options.put(TextSettings.EXACT_TOPICS, exact);
        return new TableTopics(options);
    }

    private TopicNaming naming() {
        return new TopicNaming(
                new OffsetStorageReader() {
                    @Override
                    public <T> Map<String, Object> offset(Map<String, T> partition) {
                        return offsets.get(partition);
                    }

                    @Override
                    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                        throw new UnsupportedOperationException("one is asked for at a time");
                    }
                },
                "p",
                "p.schemas");
    }
}
