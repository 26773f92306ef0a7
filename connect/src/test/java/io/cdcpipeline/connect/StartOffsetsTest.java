package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;

class StartOffsetsTest {

    private static final Map<String, String> OURS = Map.of("server", "shop");
    private static final Map<String, String> OTHER = Map.of("naming", "shop");

    private static final Map<String, Object> FIRST = Map.of("lsn", 7L);
    private static final Map<String, Object> LOST = Map.of("lsn", 3L);

    @Test
    void aConnectorThatBeginsAnewHasItsFirstOffset() {
        assertThat(new StartOffsets(stored(Map.of()), OURS, null, FIRST).offsets(List.of(OURS)))
                .containsEntry(OURS, FIRST);
        assertThat(new StartOffsets(stored(Map.of(OURS, LOST)), OURS, LOST, FIRST).offset(OURS))
                .isEqualTo(FIRST);
    }

    @Test
    void whatIsStoredSinceCounts() {
        Map<String, Object> since = Map.of("lsn", 9L);

        assertThat(new StartOffsets(stored(Map.of(OURS, since)), OURS, LOST, FIRST).offset(OURS))
                .isEqualTo(since);
        assertThat(new StartOffsets(stored(Map.of(OURS, since)), OURS, null, FIRST).offset(OURS))
                .isEqualTo(since);
    }

    @Test
    void anotherPartitionHasWhatIsStored() {
        assertThat(new StartOffsets(stored(Map.of()), OURS, null, FIRST).offset(OTHER))
                .isNull();
        assertThat(new StartOffsets(stored(Map.of(OTHER, LOST)), OURS, LOST, FIRST).offset(OTHER))
                .isEqualTo(LOST);
    }

    private static OffsetStorageReader stored(Map<Map<String, String>, Map<String, Object>> offsets) {
        return new OffsetStorageReader() {
            @Override
            public <T> Map<String, Object> offset(Map<String, T> partition) {
                return offsets.get(partition);
            }

            @Override
            public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
                partitions.forEach(partition -> found.put(partition, offset(partition)));
                return found;
            }
        };
    }
}
