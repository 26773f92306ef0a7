package io.cdcpipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cdcpipeline.testing.Checkout;
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
        List<String> untested = List.of("CdcPipelineUnknown", "CdcJobDown", "CdcTableIncomplete", "CdcLag");

        assertThat(rules()).extracting(rule -> rule.path("alert").asText()).allSatisfy(alert -> assertThat(
                        untested.contains(alert) || tests.contains("alertname: " + alert))
                .as(alert)
                .isTrue());
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
