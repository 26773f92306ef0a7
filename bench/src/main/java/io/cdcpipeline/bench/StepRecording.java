package io.cdcpipeline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * The steps of some batches, as a flight recording of the job has them.
 *
 * @param steps by name, in the order in which they began first
 * @param batches how many there were
 */
record StepRecording(Map<String, Step> steps, long batches) {

    private static final String EVENT = "cdcpipeline.Step";

    /** What the stream does while nothing comes. */
    private static final String WAIT = "wait";

    /** Every batch ends with it. */
    private static final String LAST = "commit log";

    /** Begins the names of what is done to a table, which are in another step. */
    static final String PART = "table: ";

    /** All of one name. */
    record Step(Duration time, Duration cpu) {

        static final Step NONE = new Step(Duration.ZERO, Duration.ZERO);

        private Step with(RecordedEvent event) {
            return new Step(time.plus(event.getDuration()), cpu.plus(Duration.ofNanos(event.getLong("cpu"))));
        }
    }

    /** Of the batches that committed something. */
    static StepRecording ofChanges(Path file) throws IOException {
        return of(file, commits());
    }

    /** Of those that brought no change. */
    static StepRecording ofNothing(Path file) throws IOException {
        return of(file, commits().negate());
    }

    private static Predicate<List<RecordedEvent>> commits() {
        return batch -> batch.stream().anyMatch(e -> e.getString("name").startsWith(PART));
    }

    private static StepRecording of(Path file, Predicate<List<RecordedEvent>> which) throws IOException {
        List<List<RecordedEvent>> batches = batches(file).stream().filter(which).toList();
        Map<String, Step> steps = new LinkedHashMap<>();
        batches.forEach(batch ->
                batch.forEach(e -> steps.merge(e.getString("name"), Step.NONE.with(e), (all, one) -> all.with(e))));
        return new StepRecording(steps, batches.size());
    }

    private static List<List<RecordedEvent>> batches(Path file) throws IOException {
        List<List<RecordedEvent>> batches = new ArrayList<>(List.of(new ArrayList<>()));
        RecordingFile.readAllEvents(file).stream()
                .filter(e -> e.getEventType().getName().equals(EVENT))
                .filter(e -> !e.getString("name").equals(WAIT))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .forEach(e -> {
                    batches.get(batches.size() - 1).add(e);
                    if (e.getString("name").equals(LAST)) {
                        batches.add(new ArrayList<>());
                    }
                });
        batches.remove(batches.size() - 1);
        return batches;
    }

    /** A batch's share of a step, in milliseconds. */
    double millis(String step) {
        return share(steps.getOrDefault(step, Step.NONE).time());
    }

    /** The same of its CPU. */
    double cpuMillis(String step) {
        return share(steps.getOrDefault(step, Step.NONE).cpu());
    }

    private double share(Duration all) {
        return all.toNanos() / 1e6 / Math.max(1, batches);
    }
}
