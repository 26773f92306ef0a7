package io.cdcpipeline.cli;

import io.cdcpipeline.local.doctor.Examination;
import io.cdcpipeline.local.doctor.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = {
            "Looks at this machine: JDK, Maven, memory, disk, ports, limits, time zone, Python; what is not as it should be, and the"
                    + " way out.",
            "Exit 1 when a pipeline would not run."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    FolderOption folder;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        List<Finding> findings = new Examination(folder.home(), System.getenv()).findings();
        Columns columns = new Columns("WHAT", "STATE", "FOUND");
        findings.forEach(f -> columns.row(f.subject(), f.verdict().toString(), f.message()));
        columns.print(spec.commandLine().getOut());
        return findings.stream().anyMatch(f -> f.verdict() == Finding.Verdict.PROBLEM) ? ExitCode.NO : ExitCode.DONE;
    }
}
