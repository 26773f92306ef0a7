package io.cdcpipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.job.fs.LakeKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeOptionsTest {

    private static final String PROVIDER = "fs.s3a.aws.credentials.provider";

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
    void keysOfS3sAreLookedUpInTheFolderFromThenOn() throws IOException {
        givenKeys();
        Configuration configuration = new Configuration();

        LakeOptions.give(folder, configuration);

        assertThat(configuration.get(PROVIDER)).isEqualTo(LakeKeys.class.getName());
        assertThat(configuration.get(LakeKeys.FOLDER)).isEqualTo(folder.toString());
    }

    @Test
    void unlessSomebodySaysWhereElseTheyComeFrom() throws IOException {
        givenKeys();
        Configuration configuration = new Configuration();
        configuration.set(PROVIDER, "org.example.Vault");

        LakeOptions.give(folder, configuration);

        assertThat(configuration.get(PROVIDER)).isEqualTo("org.example.Vault");
    }

    private void givenKeys() throws IOException {
        Files.writeString(folder.resolve("fs.s3a.access.key"), "key");
        Files.writeString(folder.resolve("fs.s3a.secret.key"), "secret");
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> LakeOptions.read(folder.resolve("nowhere")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("lake.options")
                .hasMessageContaining("nowhere");
    }
}
