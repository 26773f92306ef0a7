package io.cdcpipeline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    private Path temp;

    private RunFolder folder;

    @BeforeEach
    void layOut() throws IOException {
        Path binaries = Files.createDirectories(temp.resolve("it's here").resolve("1.36.3-linux-amd64"));
        for (String name : BinariesFolder.NAMES) {
            Path program = Files.writeString(binaries.resolve(name), "#!/bin/sh\necho \"$*\"\nexec sleep 60\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        folder = RunFolder.over(binaries, temp);
    }

    @Test
    void serversListenOnTheLoopbackOnly() throws Exception {
        Process etcd = start("--listen-client-urls", "http://0.0.0.0:1234", "--data-dir", "/a b");
        try (BufferedReader output = etcd.inputReader()) {
            assertThat(output.readLine()).isEqualTo("--listen-client-urls http://127.0.0.1:1234 --data-dir /a b");
        } finally {
            etcd.destroyForcibly().waitFor();
        }
    }

    @Test
    void serversEndWithTheProcessThatStartedThem() throws Exception {
        Process guard = folder.endWithThisJvm();
        Process etcd = start();
        try (BufferedReader output = etcd.inputReader()) {
            output.readLine();
        }

        // What the kernel does for a process that is killed
        guard.getOutputStream().close();

        assertThat(etcd.waitFor(10, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(10)).until(() -> !Files.exists(folder.root()));
    }

    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                folder.root().resolve("k8s/1.36.3-linux-amd64/etcd").toString());
        builder.command().addAll(List.of(arguments));
        return builder.start();
    }
}
