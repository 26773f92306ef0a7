package io.cdcpipeline.cli;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.source.OnlyPostgresql;
import io.cdcpipeline.local.source.SourceDatabase;
import io.cdcpipeline.local.sql.PsqlVariables;
import io.cdcpipeline.local.sql.SqlScript;
import io.cdcpipeline.local.sql.SqlStatement;
import io.cdcpipeline.local.supervise.LivePipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "psql",
        description = {
            "Runs SQL in the source database, as the role that owns it. Needs no psql.",
            "Without SQL and FILE it reads standard input. Statements end with a semicolon; the first error stops."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PsqlCommand implements Callable<Integer>, FolderCommand {

    @Parameters(paramLabel = "SQL", arity = "0..*", description = "One or more statements each.")
    List<String> sql = List.of();

    @ArgGroup(multiplicity = "0..*")
    List<Source> sources = new ArrayList<>();

    /** Run in the order in which they are given, as psql does. */
    static final class Source {

        @Option(names = "-c", paramLabel = "SQL", description = "The same, as psql has it; may be given again.")
        String command;

        @Option(names = "-f", paramLabel = "FILE", description = "A file with statements; may be given again.")
        Path file;

        private Input input() {
            if (command != null) {
                return new Input("", command);
            }
            try {
                return new Input(file.toString(), Files.readString(file));
            } catch (IOException e) {
                throw new LocalException("Cannot read " + file + ": " + e, e);
            }
        }
    }

    @Mixin
    FolderOption folder;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        LivePipeline pipeline = LivePipeline.in(folder.home());
        OnlyPostgresql.require(
                pipeline.endpoints(),
                "cdc psql",
                "use its own client, mariadb --host=" + pipeline.endpoints().host() + " --port="
                        + pipeline.endpoints().port());
        try (Connection connection = new SourceDatabase(pipeline.endpoints()).connect()) {
            StatementPrinter printer =
                    new StatementPrinter(connection, spec.commandLine().getOut());
            for (Input input : inputs()) {
                run(input, printer);
            }
        }
        return ExitCode.DONE;
    }

    /** SQL and, for messages, where it comes from; empty for the command line. */
    private record Input(String name, String text) {}

    private static void run(Input input, StatementPrinter printer) {
        PsqlVariables variables = new PsqlVariables(Map.of());
        for (SqlStatement statement : SqlScript.statements(input.text)) {
            run(input, statement, variables, printer);
        }
    }

    private static void run(Input input, SqlStatement statement, PsqlVariables variables, StatementPrinter printer) {
        try {
            if (statement.isMetaCommand()) {
                variables.run(statement.text());
            } else {
                printer.run(variables.replacedIn(statement));
            }
        } catch (SQLException | IllegalArgumentException e) {
            String place = input.name.isEmpty() ? "" : input.name + ", line " + statement.line() + ": ";
            throw new LocalException(place + e.getMessage(), e);
        }
    }

    private List<Input> inputs() {
        List<Input> inputs = new ArrayList<>();
        sql.forEach(text -> inputs.add(new Input("", text)));
        sources.forEach(source -> inputs.add(source.input()));
        return inputs.isEmpty() ? List.of(standardInput()) : inputs;
    }

    private static Input standardInput() {
        try {
            return new Input("standard input", new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new LocalException("Cannot read standard input: " + e, e);
        }
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
