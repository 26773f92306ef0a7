package io.cdcpipeline.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcOperationStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PredecessorsTest {

    private static final String FILL = "{pipeline: shop, snapshot: {tables: [s.t]}}";

    @Test
    void ofTwoOnOneTableTheOlderOneComesFirst() {
        CdcOperation first = operation("first", 1, FILL);
        CdcOperation second = operation("second", 2, FILL);

        assertThat(before(first, second)).isEmpty();
        assertThat(before(second, first)).contains("waits for CdcOperation first, which comes first for table s.t");
    }

    @Test
    void ofTheSameSecondOneComesFirstAllTheSame() {
        CdcOperation one = operation("one", 1, FILL);
        CdcOperation other = operation("other", 1, FILL);

        assertThat(before(one, other).isEmpty()).isNotEqualTo(before(other, one).isEmpty());
    }

    @Test
    void oneThatRunsComesFirstWhateverItsAge() {
        CdcOperation running = with(operation("running", 2, FILL), new Outcome.Running("", null, null));
        CdcOperation older = operation("older", 1, FILL);

        assertThat(before(older, running)).isPresent();
        assertThat(before(running, older)).isEmpty();
    }

    @Test
    void oneThatHasEndedOrIsOfAnotherPipelineIsInNobodysWay() {
        CdcOperation ended = with(operation("ended", 1, FILL), new Outcome.Succeeded("done", null));
        CdcOperation elsewhere = operation("elsewhere", 1, FILL.replace("shop", "stock"));

        assertThat(before(operation("mine", 2, FILL), ended, elsewhere)).isEmpty();
    }

    @Test
    void differentTablesAreFilledAtOnceAndComparedOneAfterAnother() {
        CdcOperation fill = operation("fill", 1, FILL);
        CdcOperation compare = operation("compare", 1, "{pipeline: shop, verify: {tables: [s.v]}}");

        assertThat(before(operation("a", 2, "{pipeline: shop, snapshot: {tables: [s.u]}}"), fill, compare))
                .isEmpty();
        assertThat(before(operation("b", 2, "{pipeline: shop, verify: {tables: [s.u]}}"), fill, compare))
                .contains("waits for CdcOperation compare, which comes first for Verify");
        assertThat(before(operation("c", 2, "{pipeline: shop, compact: {}}"), fill))
                .contains("waits for CdcOperation fill, which comes first for all tables");
    }

    @Test
    void aRestartWaitsForARestartOfTheSameStageOnly() {
        CdcOperation apply = operation("apply", 1, "{pipeline: shop, restart: {stage: Apply}}");

        assertThat(before(operation("a", 2, "{pipeline: shop, restart: {stage: Apply}}"), apply))
                .isPresent();
        assertThat(before(operation("b", 2, "{pipeline: shop, restart: {stage: Capture}}"), apply))
                .isEmpty();
        assertThat(before(operation("c", 2, FILL), apply)).isEmpty();
    }

    private static Optional<String> before(CdcOperation operation, CdcOperation... others) {
        return Predecessors.of(operation, Stream.concat(Stream.of(operation), Stream.of(others)))
                .map(Outcome.Pending::message);
    }

    private static CdcOperation operation(String name, int second, String spec) {
        return Serialization.unmarshal("""
                metadata: {name: %s, uid: uid-of-%s, creationTimestamp: '2026-01-01T00:00:0%dZ', generation: 1}
                spec: %s
                """.formatted(name, name, second, spec), CdcOperation.class);
    }

    private static CdcOperation with(CdcOperation operation, Outcome outcome) {
        CdcOperationStatus status = OperationStatuses.next(operation, outcome, Instant.parse("2026-01-01T00:01:00Z"));
        operation.setStatus(status);
        return operation;
    }
}
