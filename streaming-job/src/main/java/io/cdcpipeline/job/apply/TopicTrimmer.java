package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.transport.TopicInfo;
import io.cdcpipeline.job.transport.Transport;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps topics from filling the broker's volume, which would stop all tables: where they have grown past a bound together,
 * records that every table of a topic has are deleted, in the largest topics first. What a table does not have yet stays,
 * whatever it takes.
 */
final class TopicTrimmer {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTrimmer.class);

    private final Transport transport;
    private final Tables tables;
    private final Long bound;

    /** @param bound in bytes; null for none */
    TopicTrimmer(Transport transport, Tables tables, Long bound) {
        this.transport = transport;
        this.tables = tables;
        this.bound = bound;
    }

    void trim(TableEngine engine) {
        if (bound == null) {
            return;
        }
        Map<String, Long> sizes = transport.sizes();
        long excess = sizes.values().stream().mapToLong(Long::longValue).sum() - bound;
        if (excess <= 0) {
            return;
        }
        Map<String, Long> before = before(engine, sizes, excess);
        // The segment that is being written keeps its size, and would have the same asked for again and again.
        Map<String, TopicInfo> topics = transport.describe(before.keySet());
        before.entrySet()
                .removeIf(e -> !topics.containsKey(e.getKey())
                        || topics.get(e.getKey()).beginning() >= e.getValue());
        if (!before.isEmpty()) {
            transport.deleteBefore(before);
            LOG.info(
                    "The topics hold more than {} bytes: what all tables have is deleted from {}",
                    bound,
                    before.keySet());
        }
    }

    /** By topic, the first offset that some table does not have; of so many topics as it takes. */
    private Map<String, Long> before(TableEngine engine, Map<String, Long> sizes, long excess) {
        Map<String, List<TableContext>> byTopic = byTopic();
        long left = excess;
        Map<String, Long> before = new HashMap<>();
        for (String topic : largestFirst(sizes)) {
            if (left <= 0) {
                break;
            }
            long next = byTopic.getOrDefault(topic, List.of()).stream()
                    .mapToLong(c -> durable(c, engine))
                    .min()
                    .orElse(0);
            if (next > 0) {
                before.put(topic, next);
                left -= sizes.get(topic);
            }
        }
        return before;
    }

    private Map<String, List<TableContext>> byTopic() {
        return tables.known().values().stream()
                .filter(c -> c.state().position().topic() != null)
                .collect(Collectors.groupingBy(c -> c.state().position().topic()));
    }

    private static List<String> largestFirst(Map<String, Long> sizes) {
        return sizes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Up to where the table's own log says that it has the topic: a restart goes on from there. */
    private long durable(TableContext context, TableEngine engine) {
        return context.heldBack()
                ? 0
                : tables.read(context.table(), engine).state().position().next();
    }
}
