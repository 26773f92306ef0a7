package io.cdcpipeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.manifest.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrdTest {

    private static final String UPDATE = "crd.update";

    @Test
    void theCommittedDefinitionIsTheGeneratedOne(@TempDir Path folder) throws IOException {
        String generated = GeneratedCrd.text(folder);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(GeneratedCrd.COMMITTED, generated);
        }

        assertThat(GeneratedCrd.COMMITTED)
                .as(
                        "update it by ./mvnw -pl operator -am test -Dtest=CrdTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        UPDATE)
                .exists()
                .hasContent(generated);
    }

    @Test
    void everyFieldOfTheSpecIsDescribed() {
        JsonNode spec = Schemas.of("CdcPipeline").at("/properties/spec");

        assertThat(fields("spec", spec))
                .hasSizeGreaterThan(60)
                .allSatisfy((path, schema) ->
                        assertThat(schema.path("description").asText()).as(path).matches("\\p{Lu}.{10,}[.]"));
    }

    /** An unbounded text or list makes rules too dear for the API server, and lets a resource outgrow its store. */
    @Test
    void everyTextListAndMapOfTheSpecIsBounded() {
        JsonNode spec = Schemas.of("CdcPipeline").at("/properties/spec");

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
