package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcOperationStatus;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.observe.Conditions;
import io.cdcpipeline.operator.CdcOperator;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of operations that the job carries out. */
class OperationIT {

    private final TestCluster cluster = TestCluster.start();
    private CdcOperator operator;

    @BeforeEach
    void aRunningPipeline() {
        operator = cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void operationRunsAtTheJobUntilItHasSucceeded() {
        String uid = snapshot("fill", "shop.orders, shop.items");
        awaitPhase("fill", "Running");
        cluster.servers.control.progress("Snapshot", 1, "shop.items: 40 % read");

        cluster.eventually(() -> {
            assertThat(status("fill").progress().text()).isEqualTo("1/2 tables");
            assertThat(complete("fill").getMessage()).isEqualTo("shop.items: 40 % read");
        });
        CdcOperation running = cluster.operation("fill");
        assertThat(running.getStatus().kind()).isEqualTo("Snapshot");
        assertThat(running.getStatus().startTime()).isNotNull();
        assertThat(running.getStatus().completionTime()).isNull();
        assertThat(cluster.servers.control.operations()).singleElement().satisfies(o -> assertThat(o.id())
                .isEqualTo(uid));
        cluster.servers.control.end("Snapshot", true, "2 tables: 7 rows in 1.0 s");

        awaitPhase("fill", "Succeeded");
        CdcOperationStatus last = status("fill");
        assertThat(last.result()).isEqualTo("2 tables: 7 rows in 1.0 s");
        assertThat(last.completionTime()).isNotNull();
        assertThat(last.observedGeneration()).isEqualTo(1);
        assertThat(complete("fill").getStatus()).isEqualTo("True");
        assertThat(condition("fill", "Failed").getStatus()).isEqualTo("False");
        assertThat(cluster.events("fill"))
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("OperationStarted", "OperationCompleted");
    }

    @Test
    void operationGoesWithItsPipelineAndIsHeldWhileItRunsOnly() {
        snapshot("fill", "shop.orders");
        awaitPhase("fill", "Running");
        CdcOperation running = cluster.operation("fill");
        assertThat(running.getMetadata().getFinalizers()).hasSize(1);
        assertThat(running.getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getUid)
                .containsExactly(cluster.pipeline("shop").getMetadata().getUid());

        cluster.servers.control.end("Snapshot", true, "done");

        awaitPhase("fill", "Succeeded");
        cluster.eventually(
                () -> assertThat(cluster.operation("fill").getMetadata().getFinalizers())
                        .isEmpty());
    }

    @Test
    void statusIsWrittenWhenItSaysSomethingNewOnly() {
        snapshot("fill", "shop.orders");
        awaitPhase("fill", "Running");
        String version = version("fill");
        int asked = cluster.servers.control.asked();

        cluster.eventually(() -> assertThat(cluster.servers.control.asked()).isGreaterThan(asked + 5));
        assertThat(version("fill")).isEqualTo(version);
        cluster.servers.control.end("Snapshot", true, "done");
        awaitPhase("fill", "Succeeded");
    }

    @Test
    void failureSaysWhyAndWhatToDo() {
        snapshot("fill", "shop.orders");
        awaitPhase("fill", "Running");
        cluster.servers.control.end("Snapshot", false, "Table shop.orders is not filled: GRANT SELECT ON it");

        awaitPhase("fill", "Failed");
        assertThat(condition("fill", "Failed").getStatus()).isEqualTo("True");
        assertThat(condition("fill", "Failed").getReason()).isEqualTo("OperationFailed");
        assertThat(condition("fill", "Failed").getMessage())
                .isEqualTo("Table shop.orders is not filled: GRANT SELECT ON it");
        assertThat(complete("fill").getStatus()).isEqualTo("False");
        assertThat(cluster.events("fill"))
                .filteredOn(e -> e.getReason().equals("OperationFailed"))
                .singleElement()
                .satisfies(e -> assertThat(e.getType()).isEqualTo("Warning"))
                .satisfies(e -> assertThat(e.getNote()).contains("Snapshot of shop.orders", "GRANT SELECT"));
    }

    @Test
    void whatTheJobCannotDoFailsWithItsSentence() {
        cluster.servers.control.refuse("kind: this job cannot do Verify");
        cluster.operation("compare", "{pipeline: shop, verify: {}}");

        awaitPhase("compare", "Failed");
        assertThat(condition("compare", "Failed").getReason()).isEqualTo("Refused");
        assertThat(status("compare").result()).isEqualTo("The job refuses: kind: this job cannot do Verify");
    }

    @Test
    void operationOfNoPipelineFailsAfterAWhile() {
        cluster.operation("lost", "{pipeline: nowhere, compact: {}}");
        awaitPhase("lost", "Pending");
        assertThat(complete("lost").getMessage()).isEqualTo("waits for CdcPipeline nowhere, which is not there");
        assertThat(cluster.operation("lost").getMetadata().getFinalizers()).isEmpty();

        cluster.clock.pass(Duration.ofMinutes(1));

        awaitPhase("lost", "Failed");
        assertThat(condition("lost", "Failed").getReason()).isEqualTo("PipelineNotFound");
        assertThat(status("lost").result())
                .isEqualTo("There is no CdcPipeline nowhere in namespace " + cluster.namespace()
                        + ": create the operation in its pipeline's namespace, with the pipeline's name");
    }

    @Test
    void operationOfASuspendedPipelineWaits() {
        cluster.change("shop", "suspend: true");
        cluster.awaitStage("shop", "Suspended");
        snapshot("fill", "shop.orders");

        awaitPhase("fill", "Pending");
        assertThat(complete("fill").getReason()).isEqualTo("Suspended");
        assertThat(complete("fill").getMessage()).contains("it goes on when spec.suspend is false");
        assertThat(cluster.servers.control.operations()).isEmpty();
        cluster.change("shop", "suspend: false");
        awaitPhase("fill", "Running");
    }

    @Test
    void secondOperationOnATableWaitsForTheFirst() {
        snapshot("first", "shop.orders");
        awaitPhase("first", "Running");
        cluster.operation("second", "{pipeline: shop, compact: {tables: [shop.items, shop.orders]}}");
        snapshot("other", "shop.items2");

        awaitPhase("second", "Pending");
        assertThat(complete("second").getMessage())
                .isEqualTo("waits for CdcOperation first, which comes first for table shop.orders");
        awaitPhase("other", "Running");
        assertThat(phase("second")).isEqualTo("Pending");
        cluster.servers.control.end("Snapshot", true, "done");
        awaitPhase("second", "Running");
    }

    @Test
    void operationIsDeletedWhenItWasKeptForItsTime() {
        cluster.operation("brief", "{pipeline: shop, ttlAfterFinished: 1s, compact: {tables: [shop.a]}}");
        cluster.operation("kept", "{pipeline: shop, verify: {tables: [shop.b]}}");
        cluster.eventually(() ->
                assertThat(cluster.servers.control.end("Verify", true, "equal")).isTrue());
        awaitPhase("kept", "Succeeded");
        awaitPhase("brief", "Running");
        cluster.servers.control.end("Compact", true, "done");

        cluster.eventually(() -> assertThat(cluster.operation("brief")).isNull());
        assertThat(phase("kept")).isEqualTo("Succeeded");
    }

    @Test
    void operationThatIsDeletedIsCancelledAtTheJob() {
        snapshot("fill", "shop.orders");
        awaitPhase("fill", "Running");

        cluster.deleteOperation("fill");

        cluster.eventually(() -> assertThat(cluster.operation("fill")).isNull());
        assertThat(cluster.servers.control.operations())
                .extracting(o -> o.phase().text())
                .containsExactly("Cancelled");
    }

    @Test
    void aJobThatDoesNotAnswerHoldsNoOperation() {
        snapshot("fill", "shop.orders");
        awaitPhase("fill", "Running");
        cluster.script.jobAnswers = false;
        cluster.deleteOperation("fill");
        cluster.eventually(() ->
                assertThat(cluster.operation("fill").isMarkedForDeletion()).isTrue());

        cluster.clock.pass(Duration.ofMinutes(1));

        cluster.eventually(() -> assertThat(cluster.operation("fill")).isNull());
        assertThat(cluster.events("fill")).extracting(Event::getReason).contains("NotCancelled");
    }

    @Test
    void anotherOperatorGoesOnWithTheSameOperation() {
        snapshot("fill", "shop.orders");
        awaitPhase("fill", "Running");
        String began = status("fill").startTime();
        operator.close();
        cluster.operator();
        int asked = cluster.servers.control.asked();
        cluster.eventually(() -> assertThat(cluster.servers.control.asked()).isGreaterThan(asked));

        assertThat(cluster.servers.control.operations()).hasSize(1);
        cluster.servers.control.end("Snapshot", true, "done");
        awaitPhase("fill", "Succeeded");
        assertThat(status("fill").startTime()).isEqualTo(began);
    }

    @Test
    void aJobThatWasStartedAnewBeginsItAnew() {
        String uid = snapshot("fill", "shop.orders");
        awaitPhase("fill", "Running");

        cluster.servers.control.forget();

        cluster.eventually(() -> assertThat(cluster.servers.control.operations())
                .extracting(OperationStatus::id)
                .containsExactly(uid));
        assertThat(phase("fill")).isEqualTo("Running");
    }

    @Test
    void aJobThatDoesNotRunIsWaitedFor() {
        snapshot("fill", "shop.orders");
        awaitPhase("fill", "Running");
        cluster.script.jobState = "Starting";
        cluster.eventually(() -> assertThat(complete("fill").getMessage())
                .startsWith("waits for the pipeline's job, which does not run now"));
        assertThat(phase("fill")).isEqualTo("Running");

        cluster.script.jobState = "Running";
        cluster.servers.control.end("Snapshot", true, "done");
        awaitPhase("fill", "Succeeded");
    }

    private String snapshot(String name, String tables) {
        return cluster.operation(name, "{pipeline: shop, snapshot: {tables: [" + tables + "]}}")
                .getMetadata()
                .getUid();
    }

    private void awaitPhase(String name, String phase) {
        cluster.eventually(() -> assertThat(phase(name)).isEqualTo(phase));
    }

    private String phase(String name) {
        CdcOperationStatus status = status(name);
        return status == null ? null : status.phase();
    }

    private CdcOperationStatus status(String name) {
        return cluster.operation(name).getStatus();
    }

    private Condition complete(String name) {
        return condition(name, "Complete");
    }

    private Condition condition(String name, String type) {
        CdcOperationStatus status = status(name);
        List<Condition> conditions = status == null ? null : status.conditions();
        return Objects.requireNonNull(Conditions.find(conditions, type).orElse(null), type);
    }

    private String version(String name) {
        return cluster.operation(name).getMetadata().getResourceVersion();
    }
}
