package io.cdcpipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.plan.render.Render;
import io.cdcpipeline.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each sample becomes, as files that a reviewer reads. {@code -Dgolden.update} rewrites them. */
class GoldenTest {

    private static final Path FOLDER = Checkout.root().resolve("operator/src/test/resources/golden");

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleBecomesWhatItsGoldenFileSays(String sample, @TempDir Path folder) throws IOException {
        String actual = Render.yaml(Planner.plan(Samples.pipeline(sample), Settings.defaults()));
        Path golden = FOLDER.resolve(sample + ".yaml");
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, actual);
        }

        assertThat(Files.writeString(folder.resolve(sample + ".yaml"), actual)).hasSameTextualContentAs(golden);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingIsNull(String sample) {
        String yaml = Render.yaml(Planner.plan(Samples.pipeline(sample), Settings.defaults()));

        assertThat(yaml).doesNotContainPattern("[:-] (null|~)\\b");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSamePipelineAlwaysGivesTheSameText(String sample) {
        String first = Render.yaml(Planner.plan(Samples.pipeline(sample), Settings.defaults()));

        assertThat(Render.yaml(Planner.plan(Samples.pipeline(sample), Settings.defaults())))
                .isEqualTo(first);
    }
}
