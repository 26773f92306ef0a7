package io.cdcpipeline.cli;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.report.ClusterReport;
import io.cdcpipeline.report.FolderReport;
import io.cdcpipeline.report.KubeApi;
import io.cdcpipeline.report.Report;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        description = {
            "Packs what somebody who is to help has to know into a zip: manifest, status, events, logs; no secrets.",
            "With NAME of a pipeline on a cluster, which is reached as kubectl reaches it; else of the one in --dir."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReportCommand implements Callable<Integer>, FolderCommand {

    private static final int REQUEST_MILLIS = 15_000;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A pipeline on a cluster.")
    String name;

    @Option(
            names = {"-n", "--namespace"},
            description = "Where it is; default: the one that kubectl is set to.")
    String namespace;

    @Option(names = "--context", description = "Of kubectl's configuration; default: the current one.")
    String context;

    @Option(
            names = "--operator-namespace",
            defaultValue = "cdcpipeline-system",
            description = "Where the operator's pods are; default: ${DEFAULT-VALUE}.")
    String operatorNamespace;

    @Mixin
    FolderOption folder;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The zip; default: cdc-report-NAME-TIME.zip in the current folder.")
    Path output;

    @Option(
            names = "--tail",
            paramLabel = "LINES",
            defaultValue = "2000",
            description = "How many lines of each log; default: ${DEFAULT-VALUE}.")
    int tail;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path file = output == null ? Path.of(fileName()) : output;
        Report report = name == null ? new FolderReport(folder.home(), tail).write(file) : ofCluster(file);
        spec.commandLine()
                .getOut()
                .println("Wrote " + file + ", " + report.parts() + " parts"
                        + (report.problems().isEmpty()
                                ? ""
                                : "; " + report.problems().size() + " could not be had, see problems.txt in it")
                        + ". Look through it before you pass it on: a log may quote a row.");
        return ExitCode.DONE;
    }

    private Report ofCluster(Path file) throws IOException {
        Config config = new ConfigBuilder(Config.autoConfigure(context))
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(1)
                .build();
        if (context != null
                && (config.getCurrentContext() == null
                        || !context.equals(config.getCurrentContext().getName()))) {
            throw new LocalException("kubectl's configuration has no context " + context + ".");
        }
        String where = namespace == null ? config.getNamespace() : namespace;
        if (where == null) {
            throw new LocalException("Say in which namespace " + name + " is: --namespace.");
        }
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            return new ClusterReport(new KubeApi(client), where, name, operatorNamespace, tail).write(file);
        }
    }

    private String fileName() {
        String which =
                name == null ? folder.home().dir().getFileName().toString().replaceFirst("^[.]", "") : name;
        return "cdc-report-" + which + "-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now()) + ".zip";
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
