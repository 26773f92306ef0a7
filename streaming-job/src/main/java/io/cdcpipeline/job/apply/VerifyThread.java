package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.job.control.OperationRefusedException;
import io.cdcpipeline.job.lake.TableId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the comparison of tables whose turn has come, as anybody else could. */
public final class VerifyThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VerifyThread.class);
    private static final long LOOK_SECONDS = 60;

    private final Supplier<List<TableId>> due;
    private final Asked operations;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "verify-schedule");
        thread.setDaemon(true);
        return thread;
    });

    private OperationRequest last;

    /** Where operations are asked for, and how they stand. */
    public interface Asked {
        OperationStatus ask(OperationRequest request) throws OperationRefusedException;
    }

    VerifyThread(Supplier<List<TableId>> due, Asked operations) {
        this.due = due;
        this.operations = operations;
    }

    VerifyThread start() {
        clock.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    void look() {
        try {
            if (last != null && !operations.ask(last).phase().hasEnded()) {
                return;
            }
            List<String> tables = due.get().stream().map(TableId::toString).toList();
            if (!tables.isEmpty()) {
                String id = "scheduled-" + Instant.now().getEpochSecond();
                last = new OperationRequest(id, OperationKind.VERIFY, tables);
                operations.ask(last);
            }
        } catch (Exception e) {
            LOG.warn("Tables are compared later: {}", Sentence.of(e));
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
