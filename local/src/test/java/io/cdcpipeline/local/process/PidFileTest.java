package io.cdcpipeline.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    Path folder;

    @Test
    void runningProcessIsFound() {
        PidFile file = pidFile();
        long self = ProcessHandle.current().pid();

        file.write(self);

        assertThat(file.running()).contains(self);
    }

    @Test
    void endedProcessIsNot() throws Exception {
        PidFile file = pidFile();
        Process process = new ProcessBuilder("sleep", "60").start();
        file.write(process.pid());

        process.destroyForcibly().waitFor();

        assertThat(file.running()).isEmpty();
    }

    @Test
    void anotherProcessWithTheSameIdIsNot() throws Exception {
        PidFile file = pidFile();
        file.write(ProcessHandle.current().pid());
        String[] fields = Files.readString(file.file()).strip().split(" ");

        Files.writeString(file.file(), fields[0] + " " + (Long.parseLong(fields[1]) - 1) + " " + fields[2]);

        assertThat(file.running()).isEmpty();
    }

    @Test
    void processOfAnEarlierBootIsNot() throws Exception {
        PidFile file = pidFile();
        file.write(ProcessHandle.current().pid());
        String[] fields = Files.readString(file.file()).strip().split(" ");

        Files.writeString(file.file(), fields[0] + " " + fields[1] + " 00000000-0000-0000-0000-000000000000");

        assertThat(file.running()).isEmpty();
    }

    @Test
    void unreadableFileNamesNoProcess() throws Exception {
        PidFile file = pidFile();
        for (String content : List.of("", "x", "1 2", "a b c", "\u0000")) {
            Files.writeString(file.file(), content);
            assertThat(file.running()).as(content).isEmpty();
        }
    }

    @Test
    void leftoversAreEndedAndForgotten() throws Exception {
        PidFile file = pidFile();
        Process process = new ProcessBuilder("sleep", "60").start();
        file.write(process.pid());

        LeftoverProcesses.end(List.of(file), "TERM");

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(file.file()).doesNotExist();
    }

    private PidFile pidFile() {
        return new PidFile(folder.resolve("test.pid"));
    }
}
