package io.cdcpipeline.job.apply;

import static io.cdcpipeline.job.testing.SourceTable.PLACEHOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.SourceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job dies before each of the steps of a batch, and behind the last one, and runs the batch again: the lake is the same. */
class CrashIT {

    @TempDir
    Path lakes;

    @Test
    void aBatchThatIsReplayedAfterACrashAtAnyStepChangesNothing() throws Exception {
        Given given = new Given();
        new Pipeline(lakes.resolve("before")).batch(0, given.before);
        Outcome smooth = run("smooth", Integer.MAX_VALUE);
        assertThat(smooth.t).containsExactly("2,B,null,5", "3,c,3,5", "7,g,one,6");
        assertThat(smooth.steps).isGreaterThan(6);
        for (int step = 0; step < smooth.steps; step++) {
            Outcome crashed = run("crashed-" + step, step);
            assertThat(crashed.t).as("crash at step %d", step).isEqualTo(smooth.t);
            assertThat(crashed.other).as("crash at step %d", step).isEqualTo(smooth.other);
            assertThat(crashed.deadLetters).as("crash at step %d", step).isEqualTo(smooth.deadLetters);
        }
    }

    private record Outcome(List<String> t, List<String> other, List<String> deadLetters, int steps) {}

    /** On a copy of the lake as it is before the batch. */
    private Outcome run(String name, int crashAt) throws Exception {
        Path lake = lakes.resolve(name);
        copy(lakes.resolve("before"), lake);
        Given given = new Given();
        RecordedTopics topics = new RecordedTopics();
        topics.add(given.before);
        CrashingEngine.Plan plan = new CrashingEngine.Plan(crashAt);
        var engine = Pipeline.engine();
        Pipeline first =
                new Pipeline(LocalSpark.config(lake, "uid-1"), topics, s -> new CrashingEngine(engine.apply(s), plan));
        try {
            first.batch(1, given.batch);
        } catch (CrashingEngine.Crash expected) {
            assertThat(plan.steps()).isGreaterThan(crashAt);
        }
        Pipeline restarted = first.by(engine);
        restarted.batch(1, given.batch);
        return new Outcome(restarted.rows("t"), restarted.rows("other"), restarted.deadLetters(), plan.steps());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** The same records each time. */
    private static final class Given {

        private final SourceTable t = SourceTable.of("t")
                .column("id", "int32")
                .column("name", "string")
                .column("big", "string")
                .key("id");
        private final SourceTable other = new SourceTable(t.log(), "inventory", "other")
                .column("id", "int32")
                .key("id");
        private final KafkaRecord[] before = {t.read(9, "gone", "x"), other.read(1)};
        private final KafkaRecord[] batch = batch(t, other);
    }

    /** Of everything that makes steps: rows of a snapshot, a truncate, a new column, a change of key, a bad record. */
    private static KafkaRecord[] batch(SourceTable t, SourceTable other) {
        return new KafkaRecord[] {
            t.read(8, "gone too", "x"),
            t.truncate(),
            t.insert(1, "a", "one"),
            t.insert(2, "b", null),
            t.columnWithDefault("level", "int32", 5).insert(3, "c", "3", 5),
            t.update(2, "B", PLACEHOLDER, 5),
            t.leave(List.of(1), List.of(7)),
            t.arrive(List.of(1), 7, "g", PLACEHOLDER, 6),
            t.raw("{}", "{}"),
            other.insert(2),
            other.delete(1)
        };
    }
}
