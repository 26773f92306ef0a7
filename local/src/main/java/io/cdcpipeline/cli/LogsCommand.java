package io.cdcpipeline.cli;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.logs.LogFollower;
import io.cdcpipeline.plan.StageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "logs",
        description = "Prints the log of a stage, or of all: source, broker, capture, apply.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogsCommand implements Callable<Integer>, FolderCommand {

    private static final List<String> STAGES = Arrays.stream(StageName.values())
            .map(s -> s.name().toLowerCase(Locale.ROOT))
            .toList();

    @Parameters(paramLabel = "STAGE", arity = "0..1", description = "source, broker, capture or apply; default: all.")
    String stage;

    @Mixin
    FolderOption folder;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written from now on, until Ctrl-C.")
    boolean follow;

    @Option(
            names = "--tail",
            paramLabel = "LINES",
            defaultValue = "-1",
            description = "Only the last lines; default: all.")
    int tail;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (stage != null && !STAGES.contains(stage)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no stage " + stage + ". There are: " + String.join(", ", STAGES) + ".");
        }
        PipelineHome home = folder.home();
        List<LogFollower> logs = (stage == null ? STAGES : List.of(stage))
                .stream()
                        .map(home::log)
                        .filter(Files::exists)
                        .map(file -> new LogFollower(file, spec.commandLine().getOut(), stage == null))
                        .toList();
        if (logs.isEmpty()) {
            throw new LocalException(
                    "There is no log in " + home.logs() + "; cdc up starts a pipeline that writes some.");
        }
        logs.forEach(log -> log.print(tail));
        while (follow) {
            logs.forEach(LogFollower::printNew);
            Thread.sleep(200);
        }
        return ExitCode.DONE;
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
