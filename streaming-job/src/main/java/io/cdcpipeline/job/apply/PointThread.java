package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.fill.SourceLogReader;
import io.cdcpipeline.job.lake.TableId;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a {@link Point} now and then, while changes come. */
public final class PointThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PointThread.class);

    /** It rests so many times as long as the last point has cost the batches: points take a twentieth of the time at most. */
    private static final int REST = 20;

    /** And no longer: one that was slow, as on a machine that had other work, says little of the next. */
    private static final long LONGEST_REST_MILLIS = 60_000;

    private final JobConfig config;
    private final PointMaker maker;
    private final TableEngine engine;
    private final SparkSession session;
    private final Thread thread = new Thread(this::run, "points");
    private volatile boolean closed;
    private PointTable points;
    private boolean failing;

    /** @param engine nobody else's */
    PointThread(JobConfig config, PointMaker maker, TableEngine engine, SparkSession session) {
        this.config = config;
        this.maker = maker;
        this.engine = engine;
        this.session = session;
    }

    /** Begins at once, unless there is nothing to do; ends when it is closed. */
    PointThread start() {
        if (config.database() != null && config.pointPolicy().everyMillis() > 0) {
            thread.setDaemon(true);
            thread.start();
        }
        return this;
    }

    private void run() {
        try {
            while (!closed) {
                long worked = 0;
                try {
                    worked = makeOne();
                    failing = false;
                } catch (RuntimeException e) {
                    tell(e);
                }
                Thread.sleep(
                        Math.max(config.pointPolicy().everyMillis(), Math.min(REST * worked, LONGEST_REST_MILLIS)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once, until there is one again: the next is tried soon. */
    private void tell(RuntimeException e) {
        if (!failing) {
            LOG.warn("There are no points for now: {}", Sentence.of(e), e);
            failing = true;
        }
    }

    /** @return milliseconds that the commits took which were made for it alone */
    private long makeOne() throws InterruptedException {
        if (points == null) {
            points = PointTable.open(config, engine, session);
        }
        SortedMap<TableId, Long> versions = maker.versions();
        if (versions.isEmpty()
                || points.newest() != null && points.newest().versions().equals(versions)) {
            return 0;
        }
        long before = maker.costNanos();
        Optional<Point> point;
        try (SourceLogReader log = maker.sourceLog(config.database())) {
            point = maker.make(log, () -> closed);
        }
        point.ifPresent(points::add);
        return (maker.costNanos() - before) / 1_000_000;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
