package io.cdcpipeline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "dead-letters",
        description = {
            "Events that could not be applied to a table: what they are, and what is to become of them.",
            "They stand whole in cdc.dead_letters of cdc sql. Where a row of the table is missing for one, the table is Incomplete."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListDeadLettersCommand.class,
            ShowDeadLettersCommand.class,
            RetryDeadLettersCommand.class,
            DropDeadLettersCommand.class
        })
final class DeadLettersCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? cdc dead-letters --help lists them.");
    }
}
