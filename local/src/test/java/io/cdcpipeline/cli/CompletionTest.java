package io.cdcpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cdc completion} prints, run by the shell that is on every machine. */
class CompletionTest {

    @TempDir
    Path folder;

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assertThat(completed("cdc", "st")).contains("status");
        assertThat(completed("cdc", "status", "--w")).contains("--watch");
        assertThat(completed("cdc", "lab", "--"))
                .contains("--port", "--no-browser")
                .doesNotContain("--json");
    }

    @Test
    void zshLoadsItsOwnCompletionFirst() {
        assertThat(CommandLineRun.of("completion", "zsh").output()).startsWith("autoload -U +X compinit");
    }

    @Test
    void fishGetsALineForEachCommandAndOption() {
        String script = CommandLineRun.of("completion", "fish").output();

        assertThat(script.lines())
                .allMatch(line -> line.startsWith("complete -c cdc "))
                .anyMatch(line -> line.contains("__fish_use_subcommand -f -a verify -d '"))
                .anyMatch(line -> line.contains("__fish_seen_subcommand_from lab' -l port -r -d '"))
                .noneMatch(line -> line.contains("supervise"));
    }

    @Test
    void anotherShellIsAnsweredWithTheRightOnes() {
        CommandLineRun run = CommandLineRun.of("completion", "tcsh");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.errors()).contains("tcsh", "BASH", "ZSH", "FISH");
    }

    private List<String> completed(String... words) throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion"),
                CommandLineRun.of("completion", "bash").output());
        String ask = ". '" + script + "'; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD="
                + (words.length - 1) + "; _complete_cdc; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "--norc", "-c", ask)
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output.lines().map(String::strip).toList();
    }
}
