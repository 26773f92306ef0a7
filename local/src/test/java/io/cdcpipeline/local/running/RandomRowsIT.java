package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Random values of random types are in the lake as they are in the source, whichever way they come. */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class RandomRowsIT {

    private final TestPipeline pipeline;

    RandomRowsIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void randomRowsArriveExactlyByTheSnapshot() throws Exception {
        assertThat(pipeline.lake("SELECT count(*) FROM " + SharedPipeline.RANDOM))
                .containsExactly(Integer.toString(RandomRows.ROWS));
        pipeline.assertEqualToSource(SharedPipeline.RANDOM);
    }

    @Test
    void randomRowsArriveExactlyByTheStream() throws Exception {
        String table = "inventory.random_streamed";
        List<String> statements = new ArrayList<>(List.of("SET statement_timeout = 0"));
        statements.addAll(List.of(RandomRows.table(table), RandomRows.fill(table)));
        statements.addAll(RandomRows.change(table));
        pipeline.source(statements.toArray(String[]::new));

        pipeline.assertEqualToSource(table);
    }
}
