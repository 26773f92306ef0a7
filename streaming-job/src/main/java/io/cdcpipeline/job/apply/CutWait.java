package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.fill.SourceLogReader;
import io.cdcpipeline.job.state.Cut;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Opens a cut at a place that is now, and waits for what has to come before it. */
final class CutWait {

    private static final long POLL_MILLIS = 50;

    private final Parts parts;
    private final Duration limit;
    private final long deadline;
    private final BooleanSupplier ended;

    /**
     * @param limit how long all of it may take
     * @param ended whether nobody waits any more
     */
    CutWait(Parts parts, Duration limit, BooleanSupplier ended) {
        this.parts = parts;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.ended = ended;
    }

    /** @param place which the cut is at */
    record Opened(OpenCut cut, SourceLogReader.Place place) {}

    /** Of all tables. */
    Opened open(SourceLogReader log) throws InterruptedException {
        Cuts cuts = parts.tables().cuts();
        while (true) {
            long begun = cuts.begun();
            SourceLogReader.Place place = log.now();
            Cut cut = new Cut(0, null, place.position(), null);
            Optional<OpenCut> open = cuts.open(begun, cut, parts.tables().known());
            if (open.isPresent()) {
                return new Opened(open.get(), place);
            }
            pause("batches began too often");
        }
    }

    /** Until all changes that were committed by now are in Kafka. */
    void awaitKafka(SourceLogReader log) throws InterruptedException {
        long mark = log.mark();
        while (log.confirmed() < mark) {
            pause("changes up to its place are not in Kafka yet");
        }
    }

    /** @throws NotComparedException when nobody waits any more, or the time is over; it says what is missing */
    void pause(String missing) throws InterruptedException {
        if (ended.getAsBoolean()) {
            throw new NotComparedException("cancelled");
        }
        if (System.nanoTime() > deadline) {
            throw new NotComparedException("after " + limit.toSeconds() + " s " + missing);
        }
        Thread.sleep(POLL_MILLIS);
    }
}
