package io.cdcpipeline.job.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** As {@code TZ=America/Sao_Paulo}: the job may run on a machine of any time zone. */
@Isolated("the zone is the JVM's")
class TimeZoneIT {

    private static final String FORCED = "spark.databricks.delta.allFilesInCrc.verificationMode.forceOnNonUTC.enabled";

    @TempDir
    Path lake;

    /** Delta rebuilds a small table's state with a job of its own at each commit, unless it is told not to. */
    @Test
    void aCommitStartsAsManyJobsInSaoPauloAsInUtc() throws Exception {
        int utc = jobsOfACommit("UTC", false);
        assertThat(jobsOfACommit("America/Sao_Paulo", true)).isGreaterThan(utc);
        assertThat(jobsOfACommit("America/Sao_Paulo", false)).isEqualTo(utc);
    }

    private int jobsOfACommit(String zone, boolean forced) throws Exception {
        TimeZone before = TimeZone.getDefault();
        String property = System.getProperty("user.timezone");
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        System.setProperty("user.timezone", zone);
        try {
            return jobs(LocalSpark.session().newSession(), lake.resolve(zone + forced), forced);
        } finally {
            TimeZone.setDefault(before);
            if (property == null) {
                System.clearProperty("user.timezone");
            } else {
                System.setProperty("user.timezone", property);
            }
        }
    }

    private static int jobs(SparkSession session, Path folder, boolean forced) throws Exception {
        SparkSession.setActiveSession(session);
        session.conf().set(FORCED, forced ? "true" : session.conf().get(FORCED));
        TableWriter table = new MergeEngine(session).table("file:" + folder);
        table.create(EngineFixture.SHAPE, Map.of("delta.enableDeletionVectors", "true"));
        for (int i = 1; i <= 3; i++) {
            table.commit(commit(i));
        }
        AtomicInteger jobs = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                jobs.incrementAndGet();
            }
        };
        session.sparkContext().addSparkListener(listener);
        table.commit(commit(4));
        session.sparkContext().listenerBus().waitUntilEmpty();
        session.sparkContext().removeSparkListener(listener);
        return jobs.get();
    }

    private static TableCommit commit(int number) {
        OperationSource rows =
                Given.operations(EngineFixture.SHAPE, "PUT 1 a" + number + " x", "PUT " + number + " b y");
        return new TableCommit(
                EngineFixture.SHAPE,
                TableCommit.ANY,
                TableCommit.Target.ROWS,
                TableCommit.Rows.of(number == 1 ? Given.operations(EngineFixture.SHAPE, "PUT 1 a x") : rows),
                new TableCommit.Transaction("test", number),
                "{}");
    }
}
