package io.cdcpipeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.manifest.Schemas;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrdTest {

    private static final String UPDATE = "crd.update";

    static Stream<GeneratedCrd> definitions() {
        return Stream.of(GeneratedCrd.PIPELINE, GeneratedCrd.OPERATION);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theCommittedDefinitionIsTheGeneratedOne(GeneratedCrd definition, @TempDir Path folder) throws IOException {
        String generated = definition.text(folder);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(definition.committed(), generated);
        }

        assertThat(definition.committed())
                .as(
                        "update it by ./mvnw -pl operator -am test -Dtest=CrdTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        UPDATE)
                .exists()
                .hasContent(generated);
    }

    /** An API server that had it from kubectl refused {@code infinity: "Null"}, for it knew nothing of that name. */
    @ParameterizedTest
    @MethodSource("definitions")
    void choicesAreTextsForAReaderOfYaml11Too(GeneratedCrd definition) throws IOException {
        assertThat(Files.readString(definition.committed())).doesNotContainPattern(GeneratedCrd.AMBIGUOUS);
    }

    @Test
    void everyFieldOfTheSpecIsDescribed() {
        JsonNode spec = Schemas.of("CdcPipeline").at("/properties/spec");

        assertThat(fields("spec", spec)).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyFieldIsDescribed(GeneratedCrd definition) {
        Map<String, JsonNode> fields = fields("spec", schema(definition).at("/properties/spec"));
        if (definition == GeneratedCrd.OPERATION) {
            fields.putAll(fields("status", schema(definition).at("/properties/status")));
            fields.keySet().removeIf(path -> path.startsWith("status.conditions."));
        }
        assertThat(fields)
                .hasSizeGreaterThan(10)
                .allSatisfy((path, schema) ->
                        assertThat(schema.path("description").asText()).as(path).matches("\\p{Lu}.{10,}[.]"));
    }

    /** An unbounded text or list makes rules too dear for the API server, and lets a resource outgrow its store. */
    @ParameterizedTest
    @MethodSource("definitions")
    void everyTextListAndMapOfTheSpecIsBounded(GeneratedCrd definition) {
        JsonNode spec = schema(definition).at("/properties/spec");

        assertThat(fields("spec", spec)).allSatisfy((path, schema) -> {
            switch (schema.path("type").asText()) {
                case "string" ->
                    assertThat(schema.has("maxLength") || schema.has("enum"))
                            .as(path)
                            .isTrue();
                case "array" -> assertThat(schema.has("maxItems")).as(path).isTrue();
                case "object" ->
                    assertThat(schema.has("properties") || schema.has("maxProperties"))
                            .as(path)
                            .isTrue();
                default -> assertThat(schema.path("type").asText()).as(path).isIn("integer", "boolean");
            }
        });
    }

    @Test
    void aDescriptionNamesTheDefault() {
        JsonNode spec = Schemas.of("CdcPipeline").at("/properties/spec");

        assertThat(fields("spec", spec).entrySet().stream()
                        .filter(field -> field.getValue().path("default").isValueNode()))
                .hasSizeGreaterThan(15)
                .allSatisfy(
                        field -> assertThat(field.getValue().path("description").asText())
                                .as(field.getKey())
                                .contains("The default is "
                                        + field.getValue().path("default").asText()));
    }

    private static JsonNode schema(GeneratedCrd definition) {
        try {
            return new KubernetesSerialization()
                    .unmarshal(Files.readString(definition.committed()), JsonNode.class)
                    .at("/spec/versions/0/schema/openAPIV3Schema");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, JsonNode> fields(String path, JsonNode schema) {
        Map<String, JsonNode> fields = new TreeMap<>();
        schema.path("properties").properties().forEach(property -> {
            String below = path + "." + property.getKey();
            fields.put(below, property.getValue());
            fields.putAll(fields(below, property.getValue()));
        });
        return fields;
    }
}
