package io.cdcpipeline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "cdc",
        description = "Change data capture from PostgreSQL into Delta Lake, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "cdc 0.1.0",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the answer is no: not equal, not ready, not in time",
            "2:wrong usage",
            "3:could not; the reason is on stderr"
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            LabCommand.class,
            WaitCommand.class,
            SqlCommand.class,
            PsqlCommand.class,
            VerifyCommand.class,
            SnapshotCommand.class,
            CompactCommand.class,
            DeadLettersCommand.class,
            RenderCommand.class,
            LogsCommand.class,
            ReportCommand.class,
            DownCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        })
final class CdcCommand implements Runnable {

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error came from.")
    boolean verbose;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? cdc --help lists them.");
    }
}
