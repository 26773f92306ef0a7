package io.cdcpipeline.connect;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * The stored offsets, but for the connector's own partition another one, until one is stored since: Debezium begins there, and
 * gives up no log of the source before what is stored.
 *
 * @param partition the connector's
 * @param before its stored offset when it begins; null for none
 * @param first where it begins instead
 */
record StartOffsets(
        OffsetStorageReader stored,
        Map<String, String> partition,
        Map<String, Object> before,
        Map<String, Object> first)
        implements OffsetStorageReader {

    @Override
    public <T> Map<String, Object> offset(Map<String, T> asked) {
        Map<String, Object> offset = stored.offset(asked);
        return partition.equals(asked) && Objects.equals(offset, before) ? first : offset;
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> asked) {
        Map<Map<String, T>, Map<String, Object>> offsets = new HashMap<>();
        asked.forEach(one -> offsets.put(one, offset(one)));
        return offsets;
    }
}
