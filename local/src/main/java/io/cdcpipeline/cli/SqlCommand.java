package io.cdcpipeline.cli;

import io.cdcpipeline.local.query.Moment;
import io.cdcpipeline.local.supervise.LakeAccess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sql",
        description = {
            "Runs Spark SQL over the lake's tables, by the names that they have in the source.",
            "What could not be applied is in cdc.dead_letters. Time travel: SELECT … FROM inventory.customers VERSION AS OF 3"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SqlCommand implements Callable<Integer>, FolderCommand {

    @ArgGroup(multiplicity = "1")
    Query query;

    /** One of the two ways to say it. */
    static final class Query {

        @Parameters(paramLabel = "SQL", description = "One statement that reads.")
        String sql;

        @Option(names = "-c", paramLabel = "SQL", description = "The same, as psql has it.")
        String command;

        private String text() {
            return command == null ? sql : command;
        }
    }

    @ArgGroup
    Format format = new Format();

    /** How rows are printed; a table unless told otherwise. */
    static final class Format {

        @Option(names = "--json", description = "As a JSON array with an object a row.")
        boolean json;

        @Option(names = "--csv", description = "As CSV with a header; a null is empty, an empty text \"\".")
        boolean csv;
    }

    @ArgGroup
    When when = new When();

    /** At what moment tables are read; now unless told otherwise. */
    static final class When {

        @Option(
                names = "--at-point",
                paramLabel = "WHEN",
                description = "All tables as the source was at one place of its log: latest, or a time such as"
                        + " 2026-01-31T12:00:00Z for the last point before it; cdc.points has them all.")
        String point;

        @Option(
                names = "--as-of",
                paramLabel = "WHEN",
                description =
                        "Tables with mode: History as they were at a time such as 2026-01-31T12:00:00Z, or behind a place of"
                                + " PostgreSQL's log such as 0/1A2B3C8: the versions of rows that were valid then.")
        String past;

        private Moment moment() {
            if (past != null) {
                return Moment.asOf(past);
            }
            return point == null ? null : Moment.atPoint(point);
        }
    }

    @Mixin
    FolderOption folder;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ResultPrinter printer =
                format.json ? new JsonPrinter(out) : format.csv ? new CsvPrinter(out) : new TablePrinter(out);
        LakeAccess.at(folder.home(), when.moment()).run(query.text(), printer);
        printer.finish();
        return ExitCode.DONE;
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
