package io.cdcpipeline.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void makeJar() throws Exception {
        jar = Files.writeString(folder.resolve("a.jar"), "one");
    }

    @Test
    void firstProcessWritesAndTheNextReads() throws Exception {
        writeAndSettle(true);

        assertThat(archive().options()).singleElement().asString().startsWith("-XX:SharedArchiveFile=");
    }

    @Test
    void archiveOfAFailedProcessIsThrownAway() throws Exception {
        writeAndSettle(false);

        assertThat(archive().options()).singleElement().asString().startsWith("-XX:ArchiveClassesAtExit=");
        assertThat(archive().readOptions()).isEmpty();
    }

    @Test
    void archiveOfOtherJarsIsReplaced() throws Exception {
        writeAndSettle(true);
        Files.writeString(jar, "another build");

        assertThat(archive().readOptions()).isEmpty();

        writeAndSettle(true);
        try (var files = Files.list(folder)) {
            assertThat(files.filter(f -> f.toString().endsWith(".jsa"))).hasSize(1);
        }
    }

    private void writeAndSettle(boolean complete) throws Exception {
        ClassArchive archive = archive();
        String option = archive.options().get(0);
        Files.writeString(Path.of(option.substring(option.indexOf('=') + 1)), "classes");
        archive.settle(complete);
    }

    private ClassArchive archive() {
        return new ClassArchive(folder, "stack", jar.toString());
    }
}
