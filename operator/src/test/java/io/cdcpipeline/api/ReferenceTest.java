package io.cdcpipeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.testing.Checkout;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/reference.md says what the definitions say. */
class ReferenceTest {

    private static final String UPDATE = "crd.update";
    private static final Path PAGE = Checkout.root().resolve("docs/reference.md");

    @Test
    void pageIsMadeFromTheDefinitions() throws IOException {
        String page = ReferencePage.of(List.of(kind(GeneratedCrd.PIPELINE), kind(GeneratedCrd.OPERATION)));
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as(
                        "update it by ./mvnw -pl operator -am test -Dtest=CrdTest,ReferenceTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        UPDATE)
                .hasContent(page);
        assertThat(page).contains("| **`lake`** | object |").contains("*write 0s to 10m, as a whole number");
    }

    private static ReferencePage.Kind kind(GeneratedCrd definition) throws IOException {
        JsonNode crd =
                new KubernetesSerialization().unmarshal(Files.readString(definition.committed()), JsonNode.class);
        return new ReferencePage.Kind(
                crd.at("/spec/names/kind").asText(), crd.at("/spec/versions/0/schema/openAPIV3Schema"));
    }
}
