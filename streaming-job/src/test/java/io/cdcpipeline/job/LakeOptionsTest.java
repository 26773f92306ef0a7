package io.cdcpipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeOptionsTest {

    @TempDir
    Path folder;

    /** Kubernetes mounts a Secret as links into a hidden folder. */
    @Test
    void eachFileIsAnOption() throws IOException {
        Path data = Files.createDirectory(folder.resolve("..data"));
        Files.writeString(data.resolve("fs.s3a.access.key"), "key\n");
        Files.writeString(data.resolve("fs.s3a.secret.key"), " a secret ");
        for (String name : new String[] {"fs.s3a.access.key", "fs.s3a.secret.key"}) {
            Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
        }
        Files.writeString(folder.resolve(".hidden"), "x");
        assertThat(LakeOptions.read(folder))
                .isEqualTo(Map.of("fs.s3a.access.key", "key", "fs.s3a.secret.key", " a secret "));
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> LakeOptions.read(folder.resolve("nowhere")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("lake.options")
                .hasMessageContaining("nowhere");
    }
}
