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

    @Test
    void aConnectorWithoutAnOffsetHasTheFirst() {
        StartOffsets offsets = new StartOffsets(stored(Map.of()), OURS, () -> Map.of("lsn", 7L));

        assertThat(offsets.offsets(List.of(OURS))).containsEntry(OURS, Map.of("lsn", 7L));
    }

    @Test
    void aStoredOffsetCountsAndNobodyIsAsked() {
        StartOffsets offsets = new StartOffsets(stored(Map.of(OURS, Map.of("lsn", 9L))), OURS, () -> {
            throw new AssertionError("the database was asked");
        });

        assertThat(offsets.offset(OURS)).isEqualTo(Map.of("lsn", 9L));
    }

    @Test
    void anotherPartitionHasWhatIsStored() {
        StartOffsets offsets = new StartOffsets(stored(Map.of()), OURS, () -> Map.of("lsn", 7L));

        assertThat(offsets.offset(OTHER)).isNull();
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
