package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each common type arrives exactly, its least and greatest values included, by snapshot's and by stream's way alike. */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class TypesIT {

    private final TestPipeline pipeline;

    TypesIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void commonTypesArriveExactlyByTheSnapshot() throws Exception {
        TypeSample.assertExact(pipeline, SharedPipeline.TYPES, TypeSample.ALL);
    }

    @Test
    void commonTypesArriveExactlyByTheStream() throws Exception {
        pipeline.source(
                TypeSample.table("inventory.types_streamed", TypeSample.ALL).toArray(String[]::new));

        TypeSample.assertExact(pipeline, "inventory.types_streamed", TypeSample.ALL);
    }

    @Test
    void uncommonTypesArriveAsTheirText() throws Exception {
        pipeline.source(
                "CREATE TYPE inventory.mood AS ENUM ('sad', 'happy')",
                "CREATE TABLE inventory.uncommon (id int PRIMARY KEY, i interval, n inet, b bit(5), e inventory.mood,"
                        + " a int[], x xml)",
                "INSERT INTO inventory.uncommon VALUES (1, '1 year 2 days 3.5 s', '10.0.0.1/8', B'10110', 'happy',"
                        + " '{1,NULL,3}', '<a/>')");

        assertThat(pipeline.lake("SELECT n, b, e, x FROM inventory.uncommon"))
                .containsExactly("10.0.0.1/8|10110|happy|<a/>");
        pipeline.assertEqualToSource("inventory.uncommon");
    }
}
