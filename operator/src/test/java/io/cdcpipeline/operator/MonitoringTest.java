package io.cdcpipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.plan.Labels;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Samples;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.strimzi.KafkaConnect;
import io.cdcpipeline.testing.Checkout;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.strimzi.api.ResourceLabels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What alerts and dashboard ask for is what operator and job tell. What the alerts do is tested by k8s/monitoring/test. */
class MonitoringTest {

    private static final Pattern METRIC = Pattern.compile("\\bcdc(?:pipeline|_pipeline|_operator)_[a-z_]+\\b");
    private static final String JOB = "cdcpipeline_";

    @ParameterizedTest
    @ValueSource(strings = {"rules.yaml", "rules-test.yaml", "dashboard.json"})
    void everyMetricOfTheJobThatIsAskedForIsThere(String file) {
        Set<String> told = metrics(
                Checkout.root().resolve("streaming-job/src/main/java/io/cdcpipeline/job/progress/Metrics.java"));

        assertThat(ofTheJob(monitoring().resolve(file))).hasSizeGreaterThan(2).isSubsetOf(told);
    }

    @Test
    void everyMetricOfTheOperatorThatIsAskedForIsInItsPage() throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/operator.md"));

        assertThat(ofTheOperator()).hasSizeGreaterThan(5).allSatisfy(name -> assertThat(page)
                .contains("`" + name));
    }

    /** MonitoringIT looks for them. */
    static Set<String> ofTheOperator() {
        Set<String> asked = metrics(monitoring().resolve("rules.yaml"));
        asked.addAll(metrics(monitoring().resolve("dashboard.json")));
        asked.removeIf(name -> name.startsWith(JOB));
        return asked;
    }

    private static Set<String> ofTheJob(Path file) {
        Set<String> asked = metrics(file);
        asked.removeIf(name -> !name.startsWith(JOB));
        return asked;
    }

    /** Strimzi adds its own labels to those of the template. */
    @Test
    void podsOfJobAndConnectAreFoundByTheMarkOfTheirPipeline() throws IOException {
        var pods = new YAMLMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(Files.readString(monitoring().resolve("pod-monitors.yaml")))
                .readAll();
        CdcPipeline pipeline = Samples.pipeline("inventory");
        String connect = Planner.plan(pipeline, Settings.defaults())
                .resources()
                .filter(KafkaConnect.class::isInstance)
                .map(Serialization::asYaml)
                .findFirst()
                .orElseThrow();

        assertThat(connect).contains(Labels.PIPELINE);
        assertThat(pods)
                .filteredOn(monitor -> monitor.at("/spec/namespaceSelector/any").asBoolean())
                .extracting(monitor -> monitor.at("/metadata/name").asText())
                .containsExactly("cdcpipeline-jobs", "cdcpipeline-connect");
        assertThat(pods)
                .filteredOn(monitor -> monitor.at("/spec/namespaceSelector/any").asBoolean())
                .allSatisfy(monitor -> assertThat(monitor.at("/spec/selector/matchExpressions/0/key")
                                .asText())
                        .isEqualTo(Labels.PIPELINE));
        assertThat(pods.get(2)
                        .at("/spec/selector/matchLabels/" + ResourceLabels.STRIMZI_KIND_LABEL.replace("/", "~1"))
                        .asText())
                .isEqualTo("KafkaConnect");
    }

    @Test
    void everyAlertIsSentToASectionOfTheRunbook() throws IOException {
        Set<String> sections = Arrays.stream(Files.readString(Checkout.root().resolve("docs/runbook.md"))
                        .split("\n"))
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());

        assertThat(rules()).hasSizeGreaterThan(10).allSatisfy(rule -> {
            String[] url = rule.at("/annotations/runbook_url").asText().split("#");
            assertThat(url[0]).isEqualTo("docs/runbook.md");
            assertThat(url.length == 1 || sections.contains(url[1]))
                    .as(rule.path("alert").asText())
                    .isTrue();
        });
    }

    @Test
    void everyAlertHasATest() throws IOException {
        String tests = Files.readString(monitoring().resolve("rules-test.yaml"));

        assertThat(rules()).extracting(rule -> rule.path("alert").asText()).allSatisfy(alert -> assertThat(tests)
                .contains("alertname: " + alert + "\n"));
    }

    private static List<JsonNode> rules() throws IOException {
        return new YAMLMapper()
                        .readTree(Files.readString(monitoring().resolve("rules.yaml")))
                        .at("/spec/groups/0/rules")
                        .findParents("alert")
                        .stream()
                        .toList();
    }

    private static Set<String> metrics(Path file) {
        try {
            return METRIC.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path monitoring() {
        return Checkout.root().resolve("k8s/monitoring");
    }
}
