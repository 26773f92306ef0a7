package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who reads a reason finds it in docs/runbook.md. */
class RunbookTest {

    /** Strimzi's and kubelet's own that are worth a section, and that of an operation which ended well. */
    private static final List<String> OTHERS = List.of(
            "Creating",
            "InvalidResourceException",
            "InvalidImageName",
            "ImagePullBackOff",
            "CrashLoopBackOff",
            "Succeeded");

    @Test
    void everyReasonHasASectionAndEverySectionAReason() throws IOException {
        var reasons = new TreeSet<>(OTHERS);
        Reasons.ofTheSources().stream().map(Map.Entry::getValue).forEach(reasons::add);
        reasons.addAll(Reasons.ofOperations());
        reasons.addAll(Reasons.ofEvents());
        reasons.addAll(List.of(TableConditions.TABLES_FILLING, TableConditions.TABLES_INCOMPLETE));

        assertThat(sections()).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(sections())).isEqualTo(reasons).hasSizeGreaterThan(70);
    }

    private static List<String> sections() throws IOException {
        return Arrays.stream(Files.readString(Checkout.root().resolve("docs/runbook.md"))
                        .split("\n"))
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring("### ".length()))
                .toList();
    }
}
