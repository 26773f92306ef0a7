package io.cdcpipeline.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.doctor.Finding.Verdict;
import io.cdcpipeline.local.doctor.Machine.Clock;
import io.cdcpipeline.local.doctor.Machine.Disk;
import io.cdcpipeline.local.doctor.Machine.Lab;
import io.cdcpipeline.local.doctor.Machine.Memory;
import io.cdcpipeline.local.home.PipelineHome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisTest {

    private static final Machine SOUND = new Machine(
            17,
            true,
            Optional.of("/usr/bin/mvn"),
            Optional.of(new Memory(16_000, 8_000)),
            List.of(new Disk("the pipeline", "/data", 50_000, true)),
            List.of(),
            Optional.of(65_536L),
            Optional.empty(),
            new Clock("America/Sao_Paulo", false, true),
            false,
            true,
            new Lab(true, "python3, 3.11"));

    private static final Machine BAD = new Machine(
            11,
            false,
            Optional.empty(),
            Optional.of(new Memory(1_000, 500)),
            List.of(new Disk("the pipeline", "/data", 100, true), new Disk("temporary files", "/t", 9_000, false)),
            List.of(8888),
            Optional.of(256L),
            Optional.of(100L),
            new Clock("UTC", true, false),
            true,
            false,
            new Lab(false, "install one"));

    @Test
    void soundMachineHasNothingToMend() {
        assertThat(new Diagnosis(SOUND).findings())
                .allSatisfy(f -> assertThat(f.verdict()).isEqualTo(Verdict.OK));
    }

    @Test
    void everythingThatIsWrongComesAtOnceWithItsWayOut() {
        List<Finding> findings = new Diagnosis(BAD).findings();

        assertThat(findings)
                .filteredOn(f -> f.verdict() == Verdict.PROBLEM)
                .extracting(Finding::message)
                .satisfiesExactly(
                        jdk -> assertThat(jdk).contains("Java 11", "17 to 21", "JAVA_HOME"),
                        memory -> assertThat(memory).contains("1000 MB", "give this machine"),
                        disk -> assertThat(disk).contains("/data has 100 MB", "free some"),
                        unwritable -> assertThat(unwritable).contains("/t", "--dir"),
                        files -> assertThat(files).contains("256", "ulimit -n 4096"),
                        user -> assertThat(user).contains("root", "ordinary user"),
                        localhost -> assertThat(localhost).contains("/etc/hosts"));
        assertThat(findings)
                .filteredOn(f -> f.verdict() == Verdict.WARNING)
                .extracting(Finding::subject)
                .containsExactly("Maven", "Ports", "Processes", "Python");
    }

    @Test
    void thisMachineIsLookedAt(@TempDir Path folder) {
        assertThat(new Examination(PipelineHome.of(folder), Map.of("PATH", "/nowhere")).findings())
                .anySatisfy(f -> {
                    assertThat(f.subject()).isEqualTo("JDK");
                    assertThat(f.verdict()).isEqualTo(Verdict.OK);
                })
                .anySatisfy(f -> {
                    assertThat(f.subject()).isEqualTo("Maven");
                    assertThat(f.verdict()).isEqualTo(Verdict.WARNING);
                })
                .anySatisfy(f -> {
                    assertThat(f.subject()).isEqualTo("Disk of the pipeline");
                    assertThat(f.message()).contains(folder.toString(), "MB free");
                });
    }
}
