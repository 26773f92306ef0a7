package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        assertExact(SharedPipeline.TYPES);
    }

    @Test
    void commonTypesArriveExactlyByTheStream() throws Exception {
        pipeline.source(TypeSample.table("inventory.types_streamed").toArray(String[]::new));

        assertExact("inventory.types_streamed");
    }

    private void assertExact(String table) throws Exception {
        List<String> rows = pipeline.lake("SELECT * FROM " + table + " ORDER BY id");
        List<String> values = List.of(rows.get(0).split("\\|", -1));
        for (int i = 0; i < TypeSample.ALL.size(); i++) {
            TypeSample sample = TypeSample.ALL.get(i);
            if (sample.lake() != null) {
                assertThat(values.get(i + 1))
                        .as("%s %s", sample.type(), sample.sql())
                        .isEqualTo(sample.lake());
            }
        }
        assertThat(rows.get(1)).isEqualTo("2" + "|∅".repeat(TypeSample.ALL.size()));
        pipeline.assertEqualToSource(table);
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
