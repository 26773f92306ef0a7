package io.cdcpipeline.plan.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.plan.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A MariaDB that was killed at any point of its first start. The image's entry point is played by a few lines with its contract: it
 * initialises where there is no folder {@code mysql} in the data folder, and runs the last script when that went well.
 */
class MariaDbStartTest {

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void layOut() throws IOException {
        data = Files.createDirectories(folder.resolve("volume")).resolve("data");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path entryPoint = Files.writeString(bin.resolve("docker-entrypoint.sh"), """
                #!/usr/bin/env bash
                set -e
                if [ ! -d "$CDC_DATA/mysql" ]; then
                  mkdir -p "$CDC_DATA/mysql"
                  if [ -n "$FAIL" ]; then exit 3; fi
                  echo "$DATA" >"$CDC_DATA/rows"
                  . "$FINISHED"
                fi
                """);
        assertThat(entryPoint.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aFinishedStartIsKept() throws Exception {
        assertThat(start("", "first")).isZero();
        assertThat(start("", "second")).isZero();

        assertThat(data.resolve("rows")).hasContent("first");
    }

    @Test
    void anUnfinishedStartIsBegunAnew() throws Exception {
        assertThat(start("yes", "first")).isEqualTo(3);
        assertThat(start("yes", "second")).isEqualTo(3);
        assertThat(start("", "third")).isZero();
        assertThat(start("", "fourth")).isZero();

        assertThat(data.resolve("rows")).hasContent("third");
    }

    @Test
    void dataFromElsewhereIsNeverRemoved() throws Exception {
        Files.createDirectories(data.resolve("mysql"));
        Files.writeString(data.resolve("rows"), "restored");

        assertThat(start("", "first")).isZero();

        assertThat(data.resolve("rows")).hasContent("restored");
    }

    private int start(String fail, String rows) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("start.sh"), Text.of("mariadb/" + MariaDbScripts.START));
        Path finished = Files.writeString(folder.resolve("end.sh"), Text.of("mariadb/" + MariaDbScripts.FINISHED));
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "--log-bin=binlog").inheritIO();
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("CDC_DATA", data.toString());
        builder.environment().put("FAIL", fail);
        builder.environment().put("DATA", rows);
        builder.environment().put("FINISHED", finished.toString());
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
