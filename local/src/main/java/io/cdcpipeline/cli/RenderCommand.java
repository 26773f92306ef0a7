package io.cdcpipeline.cli;

import io.cdcpipeline.contract.catalog.NotesSql;
import io.cdcpipeline.local.manifest.ManifestFile;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.render.Render;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "render",
        description = {
            "Prints the Kubernetes resources of a manifest, as the operator would apply them.",
            "With --notes, prints SQL for an external database instead."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RenderCommand implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    What what;

    static final class What {

        @Parameters(paramLabel = "FILE", description = "A manifest with one CdcPipeline.")
        Path file;

        @Option(
                names = "--notes",
                paramLabel = "ROLE",
                description =
                        "The SQL that has a database note the columns of its tables, so that a column that is renamed, or"
                                + " made again, is followed and the table not read anew. For a superuser, any number of times; ROLE is"
                                + " the one that reads changes. A managed database has run it.")
        String reader;
    }

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(what.reader == null ? resources() : NotesSql.of(what.reader));
        return ExitCode.DONE;
    }

    private String resources() {
        return Render.yaml(Planner.plan(new ManifestFile(what.file).read().pipeline(), Settings.defaults()));
    }
}
