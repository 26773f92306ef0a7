package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.JsonFile;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.process.JavaCommand;
import io.cdcpipeline.local.stage.PipelineState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A supervisor in a process of its own, which goes on when the command that started it has ended. */
public final class DetachedSupervisor {

    private static final long POLL_MILLIS = 50;

    private DetachedSupervisor() {}

    /**
     * Returns when the pipeline is ready, or when a stage cannot come up without help.
     *
     * @throws LocalException when the pipeline does not run at all
     */
    public static PipelineState start(PipelineHome home, Path manifest, JvmTuning speed, Consumer<PipelineState> viewer)
            throws InterruptedException {
        home.create();
        Process process = spawn(home, command(home, manifest, speed));
        while (true) {
            boolean alive = process.isAlive();
            Optional<PipelineState> state =
                    JsonFile.read(home.state(), PipelineState.class).filter(s -> s.supervisor() == process.pid());
            state.ifPresent(viewer);
            if (state.filter(s -> s.isReady() || s.blocked().isPresent() && s.failure() == null)
                            .isPresent()
                    && alive) {
                return state.get();
            }
            if (!alive) {
                throw new LocalException(state.map(PipelineState::failure)
                        .or(() -> SupervisorFailure.of(home, process.pid()))
                        .orElse("The pipeline's process ended; see " + home.log("supervisor") + "."));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static List<String> command(PipelineHome home, Path manifest, JvmTuning speed) {
        Installation installation = Installation.current();
        List<String> arguments = new ArrayList<>(
                List.of("up", manifest.toAbsolutePath().toString(), "--dir", home.toString(), "--supervise"));
        if (speed == JvmTuning.START) {
            arguments.add("--fast-start");
        }
        return JavaCommand.detached("io.cdcpipeline.cli.Main", arguments, installation);
    }

    private static Process spawn(PipelineHome home, List<String> command) {
        try {
            File log = home.log("supervisor").toFile();
            return new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException e) {
            throw new LocalException("Cannot start a process of its own for the pipeline: " + e.getMessage(), e);
        }
    }
}
