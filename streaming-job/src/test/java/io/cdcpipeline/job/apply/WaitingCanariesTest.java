package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.Canary;
import io.cdcpipeline.job.collapse.PartitionReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Given batches of at most a hundred records, when a heartbeat of the source is among them, then it is told when nothing is before it. */
class WaitingCanariesTest {

    private final WaitingCanaries canaries = new WaitingCanaries(100);

    @Test
    void inABatchThatHasAllItIsToldAtOnce() {
        assertThat(canaries.arrived(List.of(table(50), heartbeats(3, 2, 1)))).containsExactly(second(1), second(2));
        assertThat(canaries.arrived(List.of(table(50)))).isEmpty();
    }

    @Test
    void whereKafkaMayHaveMoreItWaitsForABatchThatHasTheRest() {
        assertThat(canaries.arrived(List.of(table(90), heartbeats(10, 1)))).isEmpty();
        assertThat(canaries.arrived(List.of(table(100)))).isEmpty();
        assertThat(canaries.arrived(List.of(table(7), heartbeats(1, 2)))).containsExactly(second(1), second(2));
    }

    @Test
    void sharesOfManyTopicsThatWereRoundedDownAreAllTheSameNotAll() {
        List<PartitionReport> reports =
                IntStream.range(0, 25).mapToObj(i -> table(3)).toList();

        assertThat(canaries.arrived(List.of(heartbeats(1, 1)))).hasSize(1);
        assertThat(canaries.arrived(with(reports, heartbeats(1, 2)))).isEmpty();
    }

    private static List<PartitionReport> with(List<PartitionReport> reports, PartitionReport one) {
        return Stream.concat(reports.stream(), Stream.of(one)).toList();
    }

    private static Canary second(long second) {
        return Canary.ofMicros(second * 1_000_000);
    }

    private static PartitionReport table(long events) {
        return report("p.s.t", events, new PartitionReport.Heartbeats(0, List.of()));
    }

    private static PartitionReport heartbeats(long number, long... seconds) {
        return report(
                "p.heartbeat",
                0,
                new PartitionReport.Heartbeats(
                        number,
                        IntStream.range(0, seconds.length)
                                .mapToObj(i -> second(seconds[i]))
                                .toList()));
    }

    private static PartitionReport report(String topic, long events, PartitionReport.Heartbeats heartbeats) {
        return new PartitionReport(
                topic,
                0,
                events,
                new PartitionReport.Counts(events, 0, 0, 0, heartbeats),
                List.of(),
                Map.of(),
                Map.of(),
                Set.of());
    }
}
