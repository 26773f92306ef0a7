package io.cdcpipeline.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cdcpipeline.testing.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Argo CD shows and offers, by the tests that lie beside its scripts in Argo CD's own layout. */
class ArgoCdTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String PIPELINE = "CdcPipeline/actions/";

    /** Argo CD knows no stalled pipeline that is not degraded, nor a current one that is not healthy. */
    private static final Map<String, String> HEALTH =
            Map.of("Current", "Healthy", "InProgress", "Progressing", "Failed", "Degraded");

    @ParameterizedTest
    @ValueSource(strings = {"CdcPipeline", "CdcOperation"})
    void healthIsAsItsTestSays(String kind) {
        LuaScript health = LuaScript.at(kind + "/health.lua");

        assertThat(yaml(kind + "/health_test.yaml").path("tests"))
                .hasSizeGreaterThan(3)
                .allSatisfy(test -> assertThat(health.run(
                                yaml(kind + "/" + test.path("inputPath").asText())))
                        .isEqualTo(test.path("healthStatus")));
    }

    static Stream<JsonNode> statuses() throws IOException {
        return Files.readAllLines(
                        Checkout.root().resolve("operator/src/test/resources/io/cdcpipeline/observe/kstatus.jsonl"))
                .stream()
                .map(ArgoCdTest::parsed);
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void healthOfEveryReasonIsWhatKstatusSays(JsonNode status) {
        JsonNode object = status.path("object");
        boolean suspended = object.at("/status/stage").asText().equals("Suspended");

        assertThat(LuaScript.at("CdcPipeline/health.lua")
                        .run(object)
                        .path("status")
                        .asText())
                .isEqualTo(
                        suspended
                                ? "Suspended"
                                : HEALTH.get(status.path("expected").asText()));
    }

    @Test
    void actionsAreOfferedAsTheirTestSays() {
        LuaScript discovery = LuaScript.at(PIPELINE + "discovery.lua");

        assertThat(yaml(PIPELINE + "action_test.yaml").path("discoveryTests"))
                .isNotEmpty()
                .allSatisfy(test ->
                        assertThat(offered(discovery.run(input(test)))).isEqualTo(expected(test.path("result"))));
    }

    @Test
    void actionsDoAsTheirTestSays() {
        assertThat(yaml(PIPELINE + "action_test.yaml").path("actionTests"))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(undated(
                                LuaScript.at(PIPELINE + test.path("action").asText() + "/action.lua")
                                        .run(input(test))))
                        .isEqualTo(undated(
                                yaml(PIPELINE + test.path("expectedOutputPath").asText()))));
    }

    private static JsonNode input(JsonNode test) {
        return yaml(PIPELINE + test.path("inputPath").asText());
    }

    private static Map<String, Boolean> offered(JsonNode discovered) {
        Map<String, Boolean> offered = new TreeMap<>();
        discovered
                .properties()
                .forEach(action -> offered.put(
                        action.getKey(), action.getValue().path("disabled").asBoolean()));
        return offered;
    }

    private static Map<String, Boolean> expected(JsonNode actions) {
        Map<String, Boolean> expected = new TreeMap<>();
        StreamSupport.stream(actions.spliterator(), false)
                .forEach(action -> expected.put(
                        action.path("name").asText(), action.path("disabled").asBoolean()));
        return expected;
    }

    /** Names of operations end with the time. */
    private static JsonNode undated(JsonNode output) {
        return parsed(output.toString().replaceAll("-[0-9]{14}\"", "-TIME\""));
    }

    private static JsonNode yaml(String path) {
        Path file = LuaScript.folder().resolve(path);
        try {
            return parsed(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
