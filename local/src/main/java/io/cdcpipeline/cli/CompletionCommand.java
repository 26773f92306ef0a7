package io.cdcpipeline.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {
            "Prints what makes a shell complete cdc's commands and options.",
            "bash: source <(cdc completion bash); zsh: the same with zsh; fish: cdc completion fish | source"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CompletionCommand implements Callable<Integer> {

    private enum Shell {
        BASH,
        ZSH,
        FISH
    }

    /** zsh runs bash's completion, and fails where nobody has loaded its own before. */
    private static final String ZSH = "autoload -U +X compinit && compinit\n";

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    Shell shell;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        spec.commandLine()
                .getOut()
                .print(
                        switch (shell) {
                            case BASH -> AutoComplete.bash(root.getCommandName(), root);
                            case ZSH -> ZSH + AutoComplete.bash(root.getCommandName(), root);
                            case FISH -> new FishCompletion(root).script();
                        });
        return ExitCode.DONE;
    }
}
