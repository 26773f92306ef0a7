package io.cdcpipeline.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationTest {

    @Test
    void theSmallestManifestIsValid() {
        assertThat(ManifestValidation.problems(Written.smallest().manifest())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.cdcpipeline.manifest.Fault#inManifests")
    void namesTheFieldAndTheWayOut(Fault fault) {
        List<Problem> problems = ManifestValidation.problems(fault.refused().manifest());

        assertThat(problems).extracting(Problem::field).containsExactly(fault.field());
        assertThat(problems)
                .allSatisfy(problem ->
                        assertThat(problem.message()).contains(fault.says()).hasSizeGreaterThan(10));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        JsonNode manifest = Written.smallest().with(Written.yaml("""
                        /spec/tables: [orders]
                        /spec/lake/layout: tables
                        /spec/job/driver/memory: 2Gi
                        /spec/nothing: true
                        """)).manifest();

        assertThat(ManifestValidation.problems(manifest))
                .extracting(Problem::field)
                .containsExactlyInAnyOrder("spec.tables", "spec.nothing", "spec.lake.layout", "spec.job.driver.memory");
    }

    @Test
    void anUnknownFieldIsToldWhatCanStandThere() {
        JsonNode manifest =
                Written.smallest().with(Written.yaml("/spec/lake/volumes: {}")).manifest();

        assertThat(ManifestValidation.problems(manifest))
                .containsExactly(new Problem(
                        "spec.lake.volumes",
                        "",
                        "unknown field; here can stand credentials, deadLetterRetention, layout, path, volume"));
    }

    @Test
    void aPropertyThatTheJobNeedsAsItIsIsToldWhichCanBeSet() {
        JsonNode manifest = Written.smallest()
                .with(Written.yaml("/spec/tableSettings: [{match: a.b, properties: {appendOnly: true}}]"))
                .manifest();

        assertThat(ManifestValidation.problems(manifest))
                .containsExactly(new Problem(
                        "spec.tableSettings[0].properties.appendOnly",
                        "true",
                        "unknown field; here can stand dataSkippingNumIndexedCols, dataSkippingStatsColumns,"
                                + " deletedFileRetentionDuration, logRetentionDuration"));
    }

    @Test
    void theSentenceQuotesTheValue() {
        JsonNode manifest = Written.smallest()
                .with(Written.yaml("/spec/job/driver/memory: 2Gi"))
                .manifest();

        assertThat(ManifestValidation.problems(manifest))
                .hasToString(
                        "[spec.job.driver.memory is \"2Gi\": write at least 512m, as a whole number with Spark's unit"
                                + " m or g, such as 2g]");
    }

    @Test
    void aThousandTablesAreEnough() {
        assertThat(ManifestValidation.problems(tables(1000))).isEmpty();
        assertThat(ManifestValidation.problems(tables(1001)))
                .containsExactly(new Problem("spec.tables", "", "has 1001 items, may have at most 1000"));
    }

    @Test
    void aManifestIsLeftAsItWasWritten() {
        JsonNode manifest = Written.smallest().manifest();
        JsonNode copy = manifest.deepCopy();

        ManifestValidation.problems(manifest);

        assertThat(manifest).isEqualTo(copy);
    }

    /** A rule that is in no test is a rule of which nobody knows that it holds in both languages. */
    @Test
    void everyRuleOfTheDefinitionIsBrokenByAFault() {
        Set<String> said = Fault.inManifests()
                .flatMap(fault -> ManifestValidation.problems(fault.refused().manifest()).stream())
                .map(Problem::message)
                .collect(Collectors.toSet());

        assertThat(rules().filter(rule -> !Rules.isAboutChange(rule)))
                .hasSizeGreaterThan(20)
                .allSatisfy(rule -> assertThat(said).anyMatch(message -> isOf(rule, message)));
    }

    @Test
    void everyRuleAboutAChangeIsBrokenByAFault() {
        Set<String> said = Fault.inChanges().map(Fault::says).collect(Collectors.toSet());

        assertThat(rules().filter(Rules::isAboutChange)
                        .map(rule -> rule.path("message").asText()))
                .hasSizeGreaterThan(10)
                .allSatisfy(message -> assertThat(said).anyMatch(message::contains));
    }

    private static boolean isOf(JsonNode rule, String message) {
        String naming = rule.path("messageExpression").asText();
        int wayOut = message.indexOf("]; ");
        return naming.isEmpty() || wayOut < 0
                ? rule.path("message").asText().equals(message)
                : naming.contains(message.substring(wayOut + 1));
    }

    private static Stream<JsonNode> rules() {
        return Schemas.of("CdcPipeline").findValues("x-kubernetes-validations").stream()
                .flatMap(rules -> StreamSupport.stream(rules.spliterator(), false));
    }

    private static JsonNode tables(int count) {
        return Written.smallest()
                .with("/spec/tables", Written.tree(Collections.nCopies(count, "public.t")))
                .manifest();
    }
}
