package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class SentenceTest {

    @Test
    void theFirstLineOfWhatAnExceptionSays() {
        assertThat(Sentence.of(new IllegalStateException("\nthis\nthat"))).isEqualTo("this");
        assertThat(Sentence.of(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void whatAFailedTaskFailedOf() {
        Throwable disk = new IOException("No space left on device");
        Throwable task = new SparkException("[TASK_WRITE_FAILED] Task failed while writing rows to /lake", disk);
        Throwable job = new SparkException("Job aborted due to stage failure: Task 0 in stage 1.0 failed\nat x", task);
        assertThat(Sentence.of(job)).isEqualTo("No space left on device");
    }
}
