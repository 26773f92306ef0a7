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
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = "Tells of each table how many there are, since when, and why the first one is there.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ListDeadLettersCommand implements Callable<Integer>, FolderCommand {

    @Mixin
    FolderOption folder;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        List<Map<String, String>> tables = new DeadLetterRows(LakeAccess.of(folder.home())).byTable();
        PrintWriter out = spec.commandLine().getOut();
        if (tables.isEmpty()) {
            out.println("There is no dead letter.");
        } else {
            Columns columns = new Columns("TABLE", "LETTERS", "OLDEST", "NEWEST", "FIRST REASON");
            tables.forEach(t ->
                    columns.row(t.get("table"), t.get("letters"), t.get("oldest"), t.get("newest"), t.get("reason")));
            columns.print(out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
