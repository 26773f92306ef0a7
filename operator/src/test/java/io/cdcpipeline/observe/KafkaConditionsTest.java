package io.cdcpipeline.observe;

import static io.cdcpipeline.observe.Shapes.strimzi;
import static io.cdcpipeline.observe.Shapes.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.BrokerVolume;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaConditionsTest {

    private static final ObservedResource READY =
            strimzi("Kafka", "{observedGeneration: 2, conditions: [{type: Ready, status: 'True'}]}");
    private static final ObservedResource RUNS = pod("conditions: [{type: Ready, status: 'True'}]");
    private static final ObservedResource STARTS = pod("conditions: [{type: Ready, status: 'False'}]");
    private static final ObservedResource ENDS =
            pod("containerStatuses: [{name: kafka, ready: false, lastState: {terminated: {exitCode: 1}}}]");

    @Test
    void brokersThatAreAwayAreToldThoughStrimziHasNotLookedSince() {
        assertThat(read(List.of(STARTS)))
                .isEqualTo(new StageCondition.Waiting("NotReady", "No broker runs: pod shop-kafka-0 is not ready"));
        assertThat(read(List.of(ENDS)).reason()).isEqualTo("CrashLoopBackOff");
    }

    @Test
    void oneBrokerOfSeveralMayBeAway() {
        assertThat(read(List.of(STARTS, RUNS))).isInstanceOf(StageCondition.Ready.class);
        assertThat(read(List.of())).as("none was seen yet").isInstanceOf(StageCondition.Ready.class);
    }

    @Test
    void volumeThatFillsIsToldWhileAllGoesOn() {
        StageCondition filling = read(List.of(RUNS), volume(0, 79), volume(1, 85));

        assertThat(filling).isInstanceOf(StageCondition.Ready.class);
        assertThat(filling.reason()).isEqualTo("VolumeFilling");
        assertThat(filling.message())
                .isEqualTo("Kafka shop-x is ready; the volume of broker 1 is over 80 % full, and Kafka ends when it is:"
                        + " what fills it are changes that some table does not have yet. Mend what keeps it from taking"
                        + " them, or let it grow by spec.broker.managed.storage.size, where its storage class lets"
                        + " volumes grow");
        assertThat(read(List.of(RUNS), volume(0, 86)).message().replace("broker 0", "broker 1"))
                .as("no write for every change")
                .isEqualTo(filling.message());
        assertThat(read(List.of(RUNS), volume(0, 79)).reason()).isEqualTo("Ready");
    }

    @Test
    void fullVolumeIsTheCauseOfABrokerThatEnds() {
        assertThat(read(List.of(ENDS), volume(0, 97)))
                .isEqualTo(new StageCondition.Failed(
                        "VolumeFull",
                        "Pod shop-kafka-0: container kafka ended with code 1 and is started again; its log says why. The"
                                + " volume of broker 0 was 97 % full when it last answered: let it grow by"
                                + " spec.broker.managed.storage.size, where its storage class lets volumes grow; all goes"
                                + " on by itself then, and nothing is lost"));
        assertThat(read(List.of(ENDS), volume(0, 40)).reason()).isEqualTo("CrashLoopBackOff");
        assertThat(read(List.of(STARTS), volume(0, 97)).reason())
                .as("it may be rolled")
                .isEqualTo("NotReady");
    }

    @Test
    void fullVolumeStaysTheCauseWhenStrimziHasGivenUp() {
        ObservedResource failed = strimzi("Kafka", """
                {observedGeneration: 2, conditions: [{type: NotReady, status: 'True', reason: FatalProblem,
                 message: Pod is unschedulable or is not starting}]}""");

        assertThat(read(failed, List.of(ENDS), volume(0, 97))).isEqualTo(read(List.of(ENDS), volume(0, 97)));
    }

    private static BrokerVolume volume(int broker, int used) {
        return new BrokerVolume(broker, 100L << 30, (100L - used) << 30);
    }

    private static ObservedResource pod(String status) {
        return yaml("kind: Pod\nmetadata: {name: shop-kafka-0}\nstatus: {" + status + "}");
    }

    private static StageCondition read(List<ObservedResource> pods, BrokerVolume... volumes) {
        return read(READY, pods, volumes);
    }

    private static StageCondition read(ObservedResource kafka, List<ObservedResource> pods, BrokerVolume... volumes) {
        return KafkaConditions.strimzi(
                "shop-x", Optional.of(kafka), Optional.empty(), new KafkaConditions.Brokers(pods, List.of(volumes)));
    }
}
