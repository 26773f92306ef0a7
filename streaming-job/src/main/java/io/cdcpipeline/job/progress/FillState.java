package io.cdcpipeline.job.progress;

import io.cdcpipeline.contract.TableStatus;
import java.time.Instant;

/** The last fill of one table. Not thread-safe. */
final class FillState {

    private FillMeter meter;
    private Instant since;
    private Instant ended;
    private String message;

    void begin(FillMeter news, Instant now) {
        meter = news;
        since = now;
        ended = null;
        message = null;
    }

    void delay(String why) {
        meter = null;
        since = null;
        ended = null;
        message = why;
    }

    void end(String failure, Instant now) {
        ended = now;
        message = failure;
    }

    boolean isUnderWay() {
        return since != null && ended == null;
    }

    /** Null when there was none. */
    Instant since() {
        return since;
    }

    /** Null when there was none. */
    TableStatus.Fill status() {
        if (since == null && ended == null && message == null) {
            return null;
        }
        return new TableStatus.Fill(
                meter == null ? 0 : meter.bytes(),
                meter == null ? 0 : meter.totalBytes(),
                meter == null ? 0 : meter.rows(),
                text(since),
                text(ended),
                message);
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
