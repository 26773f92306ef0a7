package io.cdcpipeline.local.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedEnvironmentsTest {

    private static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(UnusedEnvironments.KEPT).minusSeconds(1);

    @TempDir
    Path cache;

    @Test
    void thoseThatNobodyHasUsedForLongAreDeletedWithTheirLogs() throws IOException {
        environment("python3.11-0000", LONG_AGO);
        environment("python3.11-1111", NOW.minus(Duration.ofDays(29)));
        Path used = environment("python3.11-2222", LONG_AGO);
        Files.createFile(cache.resolve("python3.11-0000.log"));
        Files.createFile(cache.resolve("python3.11-0000.lock"));
        Files.createDirectory(cache.resolve("somebody's"));

        new UnusedEnvironments(cache).delete(used, NOW);

        assertThat(names()).containsExactly("python3.11-0000.lock", "python3.11-1111", "python3.11-2222", "somebody's");
    }

    @Test
    void oneThatIsBeingMadeStays() throws IOException {
        Path made = Files.createDirectory(cache.resolve("python3.12-0000"));
        Files.setLastModifiedTime(made, FileTime.from(NOW.minusSeconds(60)));
        Path abandoned = Files.createDirectory(cache.resolve("python3.12-1111"));
        Files.setLastModifiedTime(abandoned, FileTime.from(LONG_AGO));

        new UnusedEnvironments(cache).delete(cache.resolve("python3.11-2222"), NOW);

        assertThat(names()).containsExactly("python3.12-0000");
    }

    private Path environment(String name, Instant used) throws IOException {
        Path folder = Files.createDirectories(cache.resolve(name));
        Files.writeString(Files.createDirectories(folder.resolve("bin")).resolve("python"), "");
        Files.createSymbolicLink(folder.resolve("lib64"), Path.of("bin"));
        Files.setLastModifiedTime(Files.createFile(folder.resolve(UnusedEnvironments.MARK)), FileTime.from(used));
        return folder;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
