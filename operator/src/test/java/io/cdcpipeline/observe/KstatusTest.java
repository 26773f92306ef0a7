package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.source.ObservedSource;
import io.cdcpipeline.testing.Checkout;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdict of the tools that wait, over a status of every reason that the operator has. */
class KstatusTest {

    private static final PipelineIdentity SHOP = new PipelineIdentity(3, "db:5432/shop", "cdc_shop", "cdc_pub");

    private static final Path GOLDEN =
            Checkout.root().resolve("operator/src/test/resources/io/cdcpipeline/observe/kstatus.jsonl");

    /** Those that a retry, or somebody else's work, may mend. A new reason of a failure has to be put here or in Stalls. */
    private static final Set<String> TRIED_AGAIN = Set.of(
            // not there yet
            "NoCredentials",
            "UnknownHost",
            "Unreachable",
            "NoSuchDatabase",
            "PublicationMissing",
            "NoTable",
            "KindMissing",
            // in use, or too many of something
            "TooManyConnections",
            "NotPermitted",
            "ReadOnly",
            "InUse",
            "Failed",
            "QuotaExceeded",
            "WebhookUnreachable",
            // tried again by Strimzi, kubelet, Spark's operator, or the job
            "ConnectorFailed",
            "TaskFailed",
            "DriverFailed",
            "JobFailed",
            "TablesFailed",
            "CrashLoopBackOff");

    static Set<Map.Entry<String, String>> reasons() throws IOException {
        return Reasons.ofTheSources();
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void verdictFollowsTheReason(Map.Entry<String, String> kindAndReason) {
        String reason = kindAndReason.getValue();
        StageCondition condition = condition(kindAndReason.getKey(), reason);

        Kstatus expected =
                switch (kindAndReason.getKey()) {
                    case "Ready", "Held" -> Kstatus.CURRENT;
                    case "Failed" -> Stalls.REASONS.contains(reason) ? Kstatus.FAILED : Kstatus.IN_PROGRESS;
                    default -> Kstatus.IN_PROGRESS;
                };
        assertThat(verdict(status(condition))).isEqualTo(expected);
    }

    @Test
    void everyReasonOfAFailureIsKnownToWaitForAPersonOrNotTo() throws IOException {
        var failures = new TreeSet<String>();
        reasons().stream().filter(r -> r.getKey().equals("Failed")).forEach(r -> failures.add(r.getValue()));
        var known = new TreeSet<>(TRIED_AGAIN);
        known.addAll(Stalls.REASONS);
        // Strimzi's and kubelet's own, which no line of ours writes.
        known.removeAll(Set.of("InvalidResourceException", "InvalidImageName"));

        assertThat(failures).hasSizeGreaterThan(35).isEqualTo(known);
        assertThat(TRIED_AGAIN).doesNotContainAnyElementsOf(Stalls.REASONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidResourceException", "InvalidImageName"})
    void refusalOfStrimziAndOfKubeletWaitsForAPerson(String reason) {
        assertThat(verdict(status(new StageCondition.Failed(reason, "x")))).isEqualTo(Kstatus.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TimeoutException", "ConnectRestException", "ImagePullBackOff", "Unschedulable"})
    void everyOtherFailureOfTheirsIsTriedAgain(String reason) {
        assertThat(verdict(status(new StageCondition.Failed(reason, "x")))).isEqualTo(Kstatus.IN_PROGRESS);
    }

    /** The file is what k8s/e2e/kstatus gives to the real kstatus. */
    @Test
    void goldenStatusesAreThoseOfEveryReason() throws IOException {
        var lines = new TreeSet<String>();
        for (Map.Entry<String, String> reason : reasons()) {
            CdcPipelineStatus status = status(condition(reason.getKey(), reason.getValue()));
            lines.add(line(verdict(status), status));
        }
        lines.add(line(Kstatus.IN_PROGRESS, Map.of("observedGeneration", -1)));
        lines.add(line(Kstatus.IN_PROGRESS, StatusBuilder.leaving(null, 3, "Not yet", Instant.EPOCH)));
        if (System.getProperty("golden.update") != null) {
            Files.write(GOLDEN, lines);
        }

        assertThat(Files.readAllLines(GOLDEN))
                .as("update it by ./mvnw -pl operator -am test -Dtest=KstatusTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=1")
                .containsExactlyElementsOf(lines);
    }

    private static String line(Kstatus verdict, Object status) {
        Map<String, Object> object = new TreeMap<>(Map.of(
                "apiVersion",
                "cdcpipeline.io/v1alpha1",
                "kind",
                "CdcPipeline",
                "metadata",
                new TreeMap<>(Map.of("generation", SHOP.generation(), "name", "shop", "namespace", "ns")),
                "status",
                status));
        return Serialization.asJson(new TreeMap<>(Map.of("expected", verdict.text(), "object", object)));
    }

    @Test
    void operatorsPageNamesThoseThatStallAndNoOther() throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/operator.md"));
        int start = page.indexOf("What stalls is a closed list");
        String told = page.substring(start, page.indexOf("An object\n", start));

        assertThat(Pattern.compile("`([A-Z][A-Za-z]+)`").matcher(told).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(Stalls.REASONS);
    }

    @Test
    void passThatBrokeOffAndEndThatTakesItsTimeAreInProgress() {
        CdcPipelineStatus well = status(new StageCondition.Ready("Ready", "x"));

        assertThat(verdict(well)).isEqualTo(Kstatus.CURRENT);
        assertThat(verdict(StatusBuilder.interrupted(well, 3, "x", Instant.EPOCH)))
                .isEqualTo(Kstatus.IN_PROGRESS);
        assertThat(verdict(StatusBuilder.leaving(well, 3, "x", Instant.EPOCH))).isEqualTo(Kstatus.IN_PROGRESS);
    }

    @Test
    void statusOfAnEarlierSpecIsNoVerdict() {
        CdcPipelineStatus well = status(new StageCondition.Ready("Ready", "x"));

        assertThat(Kstatus.of(4, well.observedGeneration(), well.conditions())).isEqualTo(Kstatus.IN_PROGRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdcpipelines", "cdcoperations"})
    void objectThatNobodyLookedAtIsInProgressByTheDefaultOfItsDefinition(String plural) throws IOException {
        String crd = Files.readString(Checkout.root().resolve("crds/" + plural + ".cdcpipeline.io-v1.yml"));
        JsonNode unseen = Serialization.unmarshal(crd, JsonNode.class)
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/status/default");

        assertThat(Kstatus.of(1, unseen.at("/observedGeneration").longValue(), null))
                .isEqualTo(Kstatus.IN_PROGRESS);
        assertThat(unseen.toString()).isEqualTo("{\"observedGeneration\":-1}");
    }

    private static Kstatus verdict(CdcPipelineStatus status) {
        return Kstatus.of(SHOP.generation(), status.observedGeneration(), status.conditions());
    }

    private static StageCondition condition(String kind, String reason) {
        return switch (kind) {
            case "Ready" -> new StageCondition.Ready(reason, "x");
            case "Held" -> new StageCondition.Held(reason, "x");
            case "Failed" -> new StageCondition.Failed(reason, "x");
            case "Waiting" -> new StageCondition.Waiting(reason, "x");
            default -> new StageCondition.Unknown(reason, "x");
        };
    }

    /** All is well but that. */
    private static CdcPipelineStatus status(StageCondition condition) {
        var conditions = new EnumMap<ConditionType, StageCondition>(ConditionType.class);
        for (ConditionType type : ConditionType.values()) {
            conditions.put(type, new StageCondition.Ready("Ready", "x"));
        }
        conditions.put(ConditionType.CAPTURING, condition);
        return StatusBuilder.next(
                SHOP,
                new Observation(
                        conditions,
                        new ObservedSource.NotAsked(),
                        new ObservedConnector.NotAsked(),
                        new ObservedJob.NotAsked(),
                        "",
                        null),
                null,
                Instant.EPOCH);
    }
}
