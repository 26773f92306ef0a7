package io.cdcpipeline.plan.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that was killed at any point of its first start. The image's entry point is played by a few lines with its contract. */
abstract class FirstStartContract {

    @TempDir
    private Path folder;

    private Path data;

    /**
     * A server's scripts and its image.
     *
     * @param start and {@code finished}: texts of the scripts
     * @param data where it lies in the volume
     * @param variable that names that
     * @param arguments of the server
     */
    record Image(String start, String finished, String data, String variable, List<String> arguments) {}

    abstract Image image();

    /** It initialises where there is no database, and runs the last script when that went well. */
    abstract String entryPoint();

    /** Makes the folder look like a database to the entry point. */
    abstract void restore(Path data) throws IOException;

    @BeforeEach
    void layOut() throws IOException {
        data = folder.resolve("volume").resolve(image().data());
        Files.createDirectories(data.getParent());
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path entryPoint = Files.writeString(bin.resolve("docker-entrypoint.sh"), entryPoint());
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
        restore(Files.createDirectories(data));
        Files.writeString(data.resolve("rows"), "restored");

        assertThat(start("", "first")).isZero();

        assertThat(data.resolve("rows")).hasContent("restored");
    }

    private int start(String fail, String rows) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("start.sh"), image().start());
        Path finished = Files.writeString(folder.resolve("end.sh"), image().finished());
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString()).inheritIO();
        builder.command().addAll(image().arguments());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put(image().variable(), data.toString());
        builder.environment().put("FAIL", fail);
        builder.environment().put("DATA", rows);
        builder.environment().put("FINISHED", finished.toString());
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
