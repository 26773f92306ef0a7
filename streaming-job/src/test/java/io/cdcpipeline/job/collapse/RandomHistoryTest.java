package io.cdcpipeline.job.collapse;

import static io.cdcpipeline.contract.event.SourceColumn.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random changes of few keys, in batches that end anywhere and with what a connector delivers again: each key's versions are what a
 * list of the changes says, one after another.
 */
class RandomHistoryTest {

    private static final int CHANGES = 400;
    private static final int KEYS = 5;

    private final List<Supplier<KafkaRecord>> log = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final Map<String, String[]> source = new TreeMap<>();
    private final Map<String, String> since = new TreeMap<>();
    private TextTopic topic;
    private Random random;
    private long place = 100;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eachKeyHasOneVersionAfterAnotherAndOneThatIsValid(long seed) {
        random = new Random(seed);
        topic = new TextTopic("t").key("id", "int4").column("v", "text").column("big", "text");
        if (seed % 2 == 0) {
            topic.full();
        }
        for (int i = 0; i < CHANGES; i++) {
            change(i);
        }
        source.keySet().forEach(id -> expect(id, "now"));

        VersionedTable table = delivered(new Collapsed().mode(TableMode.HISTORY));

        assertThat(table.versions())
                .containsExactlyInAnyOrderElementsOf(expected.stream().sorted().toList());
        assertThat(table.valid().keySet()).isEqualTo(source.keySet());
    }

    /** Records one by one in batches of some, the last few of which come again with their places. */
    private VersionedTable delivered(Collapsed collapsed) {
        VersionedTable table = new VersionedTable();
        int next = 0;
        while (next < log.size()) {
            int again = Math.max(0, next - random.nextInt(4));
            int end = Math.min(log.size(), next + 1 + random.nextInt(25));
            KafkaRecord[] batch =
                    log.subList(again, end).stream().map(Supplier::get).toArray(KafkaRecord[]::new);
            table.apply(collapsed.batch(batch));
            next = end;
        }
        return table;
    }

    private void change(int i) {
        String id = "" + random.nextInt(KEYS);
        place += 1 + random.nextInt(3);
        long at = place;
        int what = random.nextInt(20);
        if (what == 0) {
            source.keySet().forEach(k -> expect(k, at(at)));
            source.clear();
            log.add(() -> in(at).truncate());
        } else if (!source.containsKey(id)) {
            begin(id, at, "v" + i, "b" + i);
            log.add(() -> in(at).insert(id, "v" + i, "b" + i));
        } else if (what < 5) {
            String[] before = gone(id, at);
            log.add(() -> in(at).delete(before));
        } else if (what < 8) {
            move(id, "" + random.nextInt(KEYS), at, i);
        } else {
            boolean kept = what < 14;
            String[] before = gone(id, at);
            begin(id, at, "v" + i, kept ? before[2] : "b" + i);
            log.add(() -> in(at).update(before, id, "v" + i, kept ? UNCHANGED : "b" + i));
        }
    }

    private void move(String id, String other, long at, int i) {
        if (source.containsKey(other)) {
            return;
        }
        String[] before = gone(id, at);
        begin(other, at, "v" + i, before[2]);
        log.add(() -> in(at).leave(Map.of("id", other), before));
        log.add(() -> in(at).insert(other, "v" + i, UNCHANGED));
    }

    private void begin(String id, long at, String v, String big) {
        source.put(id, new String[] {id, v, big});
        since.put(id, at(at));
    }

    private String[] gone(String id, long at) {
        expect(id, at(at));
        return source.remove(id);
    }

    private void expect(String id, String to) {
        expected.add(String.join(",", source.get(id)) + ": " + since.get(id) + " - " + to);
    }

    private static String at(long place) {
        return "1/%d/%d/1".formatted(place, place);
    }

    /** Each change is a transaction. */
    private TextTopic in(long at) {
        return topic.at(at, at, 1).transaction(at);
    }
}
