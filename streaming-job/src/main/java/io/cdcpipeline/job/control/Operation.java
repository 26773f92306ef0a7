package io.cdcpipeline.job.control;

import io.cdcpipeline.contract.OperationPhase;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.job.lake.TableId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** One operation from its beginning to its end. Thread-safe. */
final class Operation implements OperationRun {

    private final OperationRequest request;
    private final OperationRunner runner;
    private final List<TableId> tables;
    private final Clock clock;
    private OperationPhase phase = OperationPhase.PENDING;
    private boolean cancelled;
    private boolean abandoned;
    private Runnable stop = () -> {};
    private long done;
    private long total;
    private String message;
    private String result;
    private volatile List<TableVerification> verified;
    private Instant started;
    private Instant ended;

    Operation(OperationRequest request, OperationRunner runner, Clock clock) {
        this.request = request;
        this.runner = runner;
        this.tables = tables(request);
        this.total = tables.size();
        this.clock = clock;
    }

    static List<TableId> tables(OperationRequest request) {
        return request.tables().stream().map(TableId::parse).toList();
    }

    OperationRequest request() {
        return request;
    }

    /** Why it cannot run beside another one that was asked for before; null when it can. */
    String conflict(Operation earlier) {
        String other = "waits for " + earlier.request.kind().text() + " " + earlier.request.id();
        if (tables.isEmpty() || earlier.tables.isEmpty()) {
            return other + ", which comes first for the tables of both";
        }
        return tables.stream()
                .filter(earlier.tables::contains)
                .findFirst()
                .map(table -> other + ", which comes first for table " + table)
                .orElse(request.kind() == earlier.request.kind() && runner.isAlone() ? other : null);
    }

    synchronized boolean isPending() {
        return phase == OperationPhase.PENDING;
    }

    synchronized boolean hasEnded() {
        return phase.hasEnded();
    }

    synchronized void begin() {
        phase = OperationPhase.RUNNING;
        started = clock.instant();
    }

    /** Does all of it, and notes what came of it. */
    void run() {
        try {
            OperationResult outcome = runner.run(tables, this);
            verified = outcome.verified();
            end(outcome.succeeded() ? OperationPhase.SUCCEEDED : OperationPhase.FAILED, outcome.sentence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(OperationPhase.FAILED, "interrupted");
        } catch (Exception e) {
            end(OperationPhase.FAILED, firstLine(e));
        }
    }

    /** Before it began nothing is done; of one that runs the runner knows how to stop it. */
    void cancel() {
        Runnable now = () -> {};
        synchronized (this) {
            if (phase == OperationPhase.PENDING) {
                cancelled = true;
                end(OperationPhase.CANCELLED, null);
            } else if (!cancelled && !phase.hasEnded()) {
                cancelled = true;
                message = "is being cancelled";
                now = stop;
            }
        }
        now.run();
    }

    /** The job ends. What becomes of it now is not its result: the next job is asked for it again. */
    synchronized void abandon() {
        abandoned = true;
    }

    private synchronized void end(OperationPhase last, String sentence) {
        if (abandoned) {
            return;
        }
        boolean stopped = cancelled && last != OperationPhase.SUCCEEDED;
        phase = stopped ? OperationPhase.CANCELLED : last;
        result = stopped ? "cancelled; tables that were not done keep what they had" : sentence;
        message = null;
        ended = clock.instant();
    }

    @Override
    public synchronized void progress(long tablesDone, long of, String what) {
        done = tablesDone;
        total = of;
        message = cancelled ? message : what;
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable how) {
        synchronized (this) {
            stop = how;
            if (!cancelled) {
                return;
            }
        }
        how.run();
    }

    /** @param waits what it waits for while it is pending; null for nothing */
    synchronized OperationStatus status(String waits) {
        return new OperationStatus(
                request.id(),
                request.kind(),
                phase,
                done,
                total,
                OperationStatus.TABLES,
                phase == OperationPhase.PENDING ? waits : message,
                result,
                text(started),
                text(ended));
    }

    /** Null unless tables were compared. */
    List<TableVerification> verified() {
        return verified;
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String firstLine(Exception e) {
        String said = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
        return said.lines().findFirst().orElse(said);
    }
}
