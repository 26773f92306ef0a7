package io.cdcpipeline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprivilegedUserTest {

    @Test
    void programDoesNotRunAsRootAndWritesWhereRootMay(@TempDir Path folder) throws Exception {
        List<String> command = new ArrayList<>(UnprivilegedUser.prefix());
        command.addAll(
                List.of("sh", "-c", "id -u >\"$0\"", folder.resolve("user").toString()));

        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        assertThat(Files.readString(folder.resolve("user")).strip()).isNotEqualTo("0");
    }

    @Test
    void everybodyElseRunsItAsItIs() {
        assertThat(UnprivilegedUser.prefix().isEmpty()).isEqualTo(!UnprivilegedUser.isRoot());
    }
}
