package io.cdcpipeline.connect;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * The stored offsets, and a first one of the connector where none is stored.
 *
 * @param partition the connector's
 * @param first asked for only where it is needed
 */
record StartOffsets(OffsetStorageReader stored, Map<String, String> partition, Supplier<Map<String, Object>> first)
        implements OffsetStorageReader {

    @Override
    public <T> Map<String, Object> offset(Map<String, T> asked) {
        Map<String, Object> offset = stored.offset(asked);
        return offset == null && partition.equals(asked) ? first.get() : offset;
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> asked) {
        Map<Map<String, T>, Map<String, Object>> offsets = new HashMap<>();
        asked.forEach(one -> offsets.put(one, offset(one)));
        return offsets;
    }
}
