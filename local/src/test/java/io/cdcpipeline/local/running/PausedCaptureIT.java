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
