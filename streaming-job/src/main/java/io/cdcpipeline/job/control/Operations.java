package io.cdcpipeline.job.control;

import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.job.control.OperationRefusedException.Reason;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The operations that the job was asked for since its start: those that wait, those that run, and the last that ended. Of two
 * that are about the same table the second one waits until the first has ended. Thread-safe.
 */
public final class Operations implements AutoCloseable {

    /** Of those that ended. */
    static final int REMEMBERED = 100;

    /** Of those that have not ended. */
    static final int OPEN = 100;

    private final Map<OperationKind, OperationRunner> runners;
    private final Clock clock;
    private final Map<String, Operation> all = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "operation");
        thread.setDaemon(true);
        return thread;
    });

    /** @param runners of the kinds that this job knows; the others are refused */
    public Operations(Map<OperationKind, OperationRunner> runners) {
        this(runners, Clock.systemUTC());
    }

    Operations(Map<OperationKind, OperationRunner> runners, Clock clock) {
        this.runners = new EnumMap<>(OperationKind.class);
        this.runners.putAll(runners);
        this.clock = clock;
    }

    /**
     * Takes an operation, unless it was taken before.
     *
     * @return how it stands now
     */
    public synchronized OperationStatus ask(OperationRequest request) throws OperationRefusedException {
        Operation before = all.get(request.id());
        if (before == null) {
            all.put(request.id(), taken(request));
            startThoseThatCan();
        } else if (!before.request().equals(request)) {
            throw new OperationRefusedException(
                    Reason.ID_TAKEN,
                    "id: " + request.id() + " is a " + before.request().kind().text() + " of "
                            + before.request().tables() + "; choose another id");
        }
        return status(all.get(request.id()));
    }

    private Operation taken(OperationRequest request) throws OperationRefusedException {
        OperationRunner runner = runners.get(request.kind());
        if (runner == null) {
            String known = runners.keySet().stream().map(OperationKind::text).collect(Collectors.joining(", "));
            throw new OperationRefusedException(
                    Reason.IMPOSSIBLE,
                    "kind: this job cannot do " + request.kind().text() + ", only " + known
                            + "; see that its image is as" + " new as whoever asks");
        }
        String refusal = runner.refusal(Operation.tables(request));
        if (refusal != null) {
            throw new OperationRefusedException(Reason.IMPOSSIBLE, refusal);
        }
        if (all.values().stream().filter(o -> !o.hasEnded()).count() >= OPEN) {
            throw new OperationRefusedException(
                    Reason.TOO_MANY, OPEN + " operations wait or run already; ask again when some have ended");
        }
        return new Operation(request, runner, clock);
    }

    /** Cancels an operation that has not ended. Empty when there is none of that id, else how it stands now. */
    public Optional<OperationStatus> cancel(String id) {
        Operation operation;
        synchronized (this) {
            operation = all.get(id);
        }
        if (operation == null) {
            return Optional.empty();
        }
        operation.cancel();
        return Optional.of(advance(operation));
    }

    /** In the order in which they were asked for. */
    public synchronized List<OperationStatus> statuses() {
        return all.values().stream().map(this::status).toList();
    }

    /** What came of each table that was compared; null for an operation that has compared none, so far. */
    synchronized List<TableVerification> verified(String id) {
        return all.containsKey(id) ? all.get(id).verified() : null;
    }

    private OperationStatus status(Operation operation) {
        return operation.status(conflict(operation).orElse(null));
    }

    private Optional<String> conflict(Operation operation) {
        return all.values().stream()
                .takeWhile(earlier -> earlier != operation)
                .filter(earlier -> !earlier.hasEnded())
                .map(operation::conflict)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private void startThoseThatCan() {
        if (threads.isShutdown()) {
            return;
        }
        for (Operation operation : all.values()) {
            if (operation.isPending() && conflict(operation).isEmpty()) {
                operation.begin();
                threads.execute(() -> {
                    operation.run();
                    advance(operation);
                });
            }
        }
    }

    private synchronized OperationStatus advance(Operation operation) {
        startThoseThatCan();
        long ended = all.values().stream().filter(Operation::hasEnded).count();
        List.copyOf(all.values()).stream()
                .filter(Operation::hasEnded)
                .limit(Math.max(0, ended - REMEMBERED))
                .forEach(old -> all.remove(old.request().id()));
        return status(operation);
    }

    /** Ends what runs: whoever asked asks the next job again. */
    @Override
    public synchronized void close() {
        all.values().forEach(Operation::abandon);
        threads.shutdownNow();
    }
}
