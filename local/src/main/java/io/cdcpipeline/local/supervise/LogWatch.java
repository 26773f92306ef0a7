package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.source.SlotWatch;
import io.cdcpipeline.local.stage.PipelineState;
import io.cdcpipeline.local.stage.StageEvent;
import io.cdcpipeline.local.stage.StageState;
import io.cdcpipeline.local.stage.StageStatus;
import io.cdcpipeline.plan.StageName;
import io.cdcpipeline.source.WalUse;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sees to it that the source's log does not grow over what it may keep for the pipeline, as the operator does. */
final class LogWatch {

    private static final long POLL_MILLIS = 2000;

    private final SlotWatch slot;
    private final Supplier<PipelineState> state;
    private final Consumer<StageEvent> board;
    private final Thread thread = new Thread(this::run, "log-watch");
    private String ordinary;
    private WalUse.Level said;

    LogWatch(SlotWatch slot, Supplier<PipelineState> state, Consumer<StageEvent> board) {
        this.slot = slot;
        this.state = state;
        this.board = board;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(POLL_MILLIS);
                StageStatus source = state.get().stage(StageName.SOURCE);
                if (source.state() == StageState.READY) {
                    Optional<WalUse.Word> word = slot.look(said);
                    said = word.map(WalUse.Word::level).orElse(null);
                    tell(source, word);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Beside what the stage says of itself, for as long as it is so. */
    private void tell(StageStatus source, Optional<WalUse.Word> word) {
        boolean ours = ordinary != null && source.message().startsWith(ordinary + ". ");
        if (!ours) {
            ordinary = source.message();
        }
        String message = word.map(now -> ordinary + ". " + now.sentence()).orElse(ordinary);
        board.accept(StageEvent.ready(StageName.SOURCE, message));
    }
}
