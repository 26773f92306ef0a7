package io.cdcpipeline.job.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.job.testing.LocalSpark;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class EnginesTest {

    private final SparkConf conf = new SparkConf(false);

    @Test
    void theIndexIsTheDefault() {
        assertThat(Engines.of(conf).apply(LocalSpark.session().newSession())).isInstanceOf(IndexEngine.class);
    }

    @Test
    void deltasOwnMergeIsForThoseWhoAskForIt() {
        conf.set(Engines.SETTING, "merge");

        assertThat(Engines.of(conf).apply(LocalSpark.session().newSession())).isInstanceOf(MergeEngine.class);
    }

    @Test
    void anotherNameIsRefusedWithThoseThatThereAre() {
        conf.set(Engines.SETTING, "fast");

        assertThatThrownBy(() -> Engines.of(conf))
                .hasMessage("spark.cdcpipeline.engine is 'fast', which is no engine: set it to merge or index");
    }
}
