package io.cdcpipeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
