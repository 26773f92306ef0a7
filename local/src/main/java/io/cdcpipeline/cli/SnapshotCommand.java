package io.cdcpipeline.cli;

import io.cdcpipeline.contract.ControlRequest;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.query.JobControl;
import io.cdcpipeline.local.query.JobStatusClient;
import io.cdcpipeline.local.source.SourceDatabase;
import io.cdcpipeline.local.supervise.LivePipeline;
import io.cdcpipeline.local.wait.Deadline;
import io.cdcpipeline.local.wait.TimedOutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "snapshot",
        description = {
            "Fills tables anew: all rows that the source has replace those in the lake, in one commit a table; changes go on"
                    + " from there.",
            "Exit 1 when a table could not be filled, or not in time."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SnapshotCommand implements Callable<Integer>, FolderCommand {

    @Parameters(paramLabel = "TABLE", arity = "1..*", description = "schema.table.")
    List<String> tables = List.of();

    @Mixin
    FolderOption folder;

    @Option(names = "--no-wait", description = "Return when the job knows of it.")
    boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60m",
            converter = Durations.class,
            description = "How long to wait for the fills; default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Endpoints endpoints = LivePipeline.in(folder.home()).endpoints();
        new CapturedTables(new SourceDatabase(endpoints).capturedTables()).require(tables, spec);
        Instant asked = Instant.now();
        new JobControl(endpoints).ask(new ControlRequest(tables));
        try {
            return noWait || await(endpoints, asked) ? ExitCode.DONE : ExitCode.NO;
        } catch (TimedOutException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.NO;
        }
    }

    /** Whether all came to something. */
    private boolean await(Endpoints endpoints, Instant first) throws InterruptedException, TimedOutException {
        Deadline deadline = new Deadline(timeout);
        List<String> open = new ArrayList<>(tables);
        Instant asked = first;
        boolean well = true;
        while (!open.isEmpty()) {
            Optional<JobStatus> job = JobStatusClient.ask(endpoints.statusUrl());
            if (job.isPresent() && Instant.parse(job.get().started()).isAfter(asked)) {
                asked = Instant.now(); // the job was restarted, and knows nothing of it
                new JobControl(endpoints).ask(new ControlRequest(open));
            }
            for (String table : List.copyOf(open)) {
                Optional<TableStatus.Fill> fill = fill(job, table);
                if (fill.isPresent() && hasEndedSince(fill.get(), asked)) {
                    open.remove(table);
                    well &= tell(table, fill.get());
                }
            }
            if (!open.isEmpty()) {
                String next = open.get(0);
                deadline.pause(missing(next, fill(job, next)));
            }
        }
        return well;
    }

    private static Optional<TableStatus.Fill> fill(Optional<JobStatus> status, String table) {
        return status.stream()
                .flatMap(job -> job.tables().stream())
                .filter(t -> t.name().equals(table))
                .map(TableStatus::fill)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static boolean hasEndedSince(TableStatus.Fill fill, Instant asked) {
        return fill.ended() != null && Instant.parse(fill.ended()).isAfter(asked);
    }

    private boolean tell(String table, TableStatus.Fill fill) {
        if (fill.message() != null) {
            spec.commandLine().getErr().println(fill.message());
            return false;
        }
        Duration took = Duration.between(Instant.parse(fill.since()), Instant.parse(fill.ended()));
        spec.commandLine().getOut().printf("%s: %,d rows in %.1f s%n", table, fill.rows(), took.toMillis() / 1000.0);
        spec.commandLine().getOut().flush();
        return true;
    }

    private static String missing(String table, Optional<TableStatus.Fill> fill) {
        return "table " + table
                + fill.map(TableStatus.Fill::message).map(m -> " (" + m + ")").orElse(" is being filled");
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
