package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cli.CommandLineRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What the verbs say while nothing is captured. */
@ExtendWith(SharedPipeline.class)
@Isolated("the connector is one for all")
class PausedCaptureIT {

    private final TestPipeline pipeline;
    private final ConnectorControl connector;

    PausedCaptureIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
        this.connector = new ConnectorControl(pipeline);
    }

    @Test
    void verifyNamesTheRowsThatDiffer() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.differing (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.differing VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        pipeline.assertEqualToSource("inventory.differing");
        connector.pause();
        try {
            pipeline.source(
                    "UPDATE inventory.differing SET v = NULL WHERE id = 1",
                    "DELETE FROM inventory.differing WHERE id = 2",
                    "INSERT INTO inventory.differing VALUES (4, 'd')");

            CommandLineRun run = pipeline.cdc("verify", "--no-wait", "inventory.differing");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.output())
                    .contains("3 rows of 3 in the source")
                    .contains("('1') v: source null, lake 'a'")
                    .contains("('2') only in the lake")
                    .contains("('4') only in the source");
        } finally {
            connector.resume();
        }
        pipeline.assertEqualToSource("inventory.differing");
    }

    @Test
    void waitThatTakesTooLongSaysWhatIsMissing() throws Exception {
        pipeline.lake("SELECT 1");
        connector.pause();
        try {
            pipeline.source("CREATE TABLE public.late (id int PRIMARY KEY)", "INSERT INTO public.late VALUES (1)");

            CommandLineRun run = pipeline.cdc("wait", "--timeout", "2s");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.errors()).contains("Not in Delta after 2 s", "Debezium");
        } finally {
            connector.resume();
        }
    }
}
