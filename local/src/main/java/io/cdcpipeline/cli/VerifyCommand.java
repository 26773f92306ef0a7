package io.cdcpipeline.cli;

import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.source.SourceDatabase;
import io.cdcpipeline.local.supervise.LakeAccess;
import io.cdcpipeline.local.supervise.LivePipeline;
import io.cdcpipeline.local.verify.TableVerificationResult;
import io.cdcpipeline.local.verify.Verification;
import io.cdcpipeline.local.wait.CatchUp;
import io.cdcpipeline.local.wait.Deadline;
import io.cdcpipeline.local.wait.TimedOutException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = {
            "Compares source and lake row by row; exit 1 and the keys of the rows that differ when they do.",
            "Rows that change while they are compared are looked at again."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VerifyCommand implements Callable<Integer>, FolderCommand {

    /** How often rows that differ are looked at: one that differs each time is different. */
    private static final int LOOKS = 3;

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "schema.table; default: all that are captured.")
    List<String> tables = List.of();

    @Mixin
    FolderOption folder;

    @Option(names = "--no-wait", description = "Compare at once, without waiting for the changes on their way.")
    boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Durations.class,
            description = "How long to wait for those changes; default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PipelineHome home = folder.home();
        LivePipeline pipeline = LivePipeline.in(home);
        Verification verification = new Verification(new SourceDatabase(pipeline.endpoints()), LakeAccess.of(home));
        List<String> wanted = wanted(verification.captured());
        try {
            List<TableVerificationResult> verdicts = compare(pipeline, verification, wanted);
            VerificationText text = new VerificationText(spec.commandLine().getOut());
            verdicts.forEach(text::print);
            return verdicts.stream().allMatch(TableVerificationResult::isEqual) ? ExitCode.DONE : ExitCode.NO;
        } catch (TimedOutException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.NO;
        }
    }

    private List<TableVerificationResult> compare(LivePipeline pipeline, Verification verification, List<String> wanted)
            throws SQLException, InterruptedException, TimedOutException {
        List<TableVerificationResult> verdicts = new ArrayList<>();
        List<String> open = wanted;
        for (int look = 1; look <= LOOKS && !open.isEmpty(); look++) {
            if (!noWait) {
                new CatchUp(pipeline.endpoints()).await(new Deadline(timeout));
            }
            verdicts.removeIf(v -> !v.isEqual());
            verification.run(open, verdicts::add);
            open = noWait
                    ? List.of()
                    : verdicts.stream()
                            .filter(v -> !v.isEqual())
                            .map(TableVerificationResult::table)
                            .toList();
        }
        return verdicts;
    }

    private List<String> wanted(List<String> captured) {
        new CapturedTables(captured).require(tables, spec);
        return tables.isEmpty() ? captured : tables;
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
