package io.cdcpipeline.job.apply;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has dead letters go whose time is over, and tells how many there are, where a batch had no time to count. */
final class LetterUpkeep implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LetterUpkeep.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final DeadLetterTable letters;
    private final SparkSession session;
    private final Clock clock;
    private Instant due;

    LetterUpkeep(DeadLetterTable letters, SparkSession session, Clock clock) {
        this.letters = letters;
        this.session = session;
        this.clock = clock;
        this.due = clock.instant().plus(MaintenanceSchedule.FIRST);
    }

    @Override
    public void run() {
        try {
            letters.tell();
            if (!clock.instant().isBefore(due)) {
                due = clock.instant().plus(EVERY);
                expire();
            }
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            LOG.warn("Dead letters whose time is over stay for now", e);
        }
    }

    private void expire() {
        long gone = letters.expire(session, clock.instant());
        if (gone > 0) {
            LOG.info("The time of {} dead letters is over: they are gone", gone);
        }
    }
}
