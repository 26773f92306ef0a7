package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.HomeLock;
import io.cdcpipeline.local.home.JsonFile;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.stage.PipelineState;
import java.util.Optional;

/** A pipeline that another process runs, as a command finds it. */
public record LivePipeline(PipelineHome home, Endpoints endpoints, PipelineState state) {

    /**
     * The pipeline of this folder.
     *
     * @throws LocalException when none runs there
     */
    public static LivePipeline in(PipelineHome home) {
        return find(home)
                .orElseThrow(() -> new LocalException(
                        home.exists()
                                ? "The pipeline in " + home + " does not run; cdc up FILE --dir " + home + " starts it."
                                : "There is no pipeline in " + home + "; cdc up FILE --dir " + home + " makes one."));
    }

    /** Empty when none runs there; then what a killed supervisor has left behind is ended, too. */
    public static Optional<LivePipeline> find(PipelineHome home) {
        if (!home.exists()) {
            return Optional.empty();
        }
        if (HomeLock.whileFree(home, () -> Processes.endAll(home))) {
            return Optional.empty();
        }
        Optional<Endpoints> endpoints = Endpoints.of(home);
        Optional<PipelineState> state = JsonFile.read(home.state(), PipelineState.class);
        if (endpoints.isEmpty() || state.isEmpty()) {
            throw new LocalException("The pipeline in " + home + " is only just starting; try again in a moment.");
        }
        return Optional.of(new LivePipeline(home, endpoints.get(), state.get()));
    }
}
