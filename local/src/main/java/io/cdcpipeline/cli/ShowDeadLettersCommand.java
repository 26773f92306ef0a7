package io.cdcpipeline.cli;

import io.cdcpipeline.local.query.DeadLetterRows;
import io.cdcpipeline.local.supervise.LakeAccess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        description = {
            "Shows the letters of tables, the oldest first: the row's key, what was done to it, where in the source's log and in"
                    + " Kafka, and why it could not be applied.",
            "What a letter does not tell is -."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ShowDeadLettersCommand implements Callable<Integer>, FolderCommand {

    @Parameters(paramLabel = "TABLE", arity = "1..*", description = "schema.table.")
    List<String> tables = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "So many letters, at most; default: ${DEFAULT-VALUE}.")
    int limit;

    @Mixin
    FolderOption folder;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit: " + limit + " is none; write 1 or more.");
        }
        // One more than is shown tells whether there are more.
        List<Map<String, String>> found = new DeadLetterRows(LakeAccess.of(folder.home())).ofTables(tables, limit + 1);
        PrintWriter out = spec.commandLine().getOut();
        if (found.isEmpty()) {
            out.println("There is no dead letter of " + String.join(", ", tables) + ".");
        } else {
            print(found.subList(0, Math.min(limit, found.size())), out);
        }
        if (found.size() > limit) {
            out.println("There are more; --limit shows them.");
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static void print(List<Map<String, String>> letters, PrintWriter out) {
        Columns columns = new Columns("TABLE", "KEY", "OPERATION", "POSITION", "IN KAFKA", "CAME", "REASON");
        letters.forEach(l -> columns.row(
                l.get("table"),
                l.get("row"),
                l.get("operation"),
                l.get("position"),
                l.get("kafka"),
                l.get("timestamp"),
                l.get("reason")));
        columns.print(out);
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
