package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.DiskSpace;
import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.HomeLock;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.manifest.ManifestFile;
import io.cdcpipeline.local.mapping.LocalMapping;
import io.cdcpipeline.local.mapping.LocalPlan;
import io.cdcpipeline.local.source.ExternalSource;
import io.cdcpipeline.local.stage.PipelineState;
import io.cdcpipeline.manifest.Manifest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A pipeline from the manifest's reading to the last process' end. */
public final class PipelineRun implements AutoCloseable {

    private static final int LOCK_ATTEMPTS = 10;
    private static final long LOCK_PAUSE_MILLIS = 50;

    private final HomeLock lock;
    private final Supervisor supervisor;
    private final Thread hook;
    private volatile Runnable afterwards = () -> {};

    private PipelineRun(HomeLock lock, Supervisor supervisor) {
        this.lock = lock;
        this.supervisor = supervisor;
        this.hook = new Thread(this::end, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts the processes of a manifest and returns at once.
     *
     * @param viewer is told of each change of a stage
     * @throws LocalException when the manifest, the database, the machine or another process on the same folder stands
     *     against it
     */
    public static PipelineRun start(PipelineHome home, Path manifest, JvmTuning speed, Consumer<PipelineState> viewer) {
        Manifest read = new ManifestFile(manifest).readComplete();
        new DiskSpace(home.dir()).requireRoom();
        home.create();
        HomeLock lock = take(home);
        try {
            Processes.endAll(home);
            Installation installation = Installation.current();
            LocalPlan plan = new LocalMapping(installation, home).map(read);
            keep(read, home);
            if (plan.endpoints().external()) {
                new ExternalSource(plan.endpoints())
                        .requireFit(read.pipeline().getSpec().tables());
            }
            LaunchCommands launches = new LaunchCommands(installation, home, speed);
            PipelineRun run = new PipelineRun(lock, new Supervisor(launches, plan, viewer));
            run.supervisor.start();
            return run;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Runs until the process is told to end. */
    public static void foreground(PipelineHome home, Path manifest, JvmTuning speed, Consumer<PipelineState> viewer)
            throws InterruptedException {
        try (PipelineRun run = start(home, manifest, speed, viewer)) {
            run.supervisor.awaitEnd();
        }
    }

    /** As {@link #foreground}, for nobody to see: what goes wrong at the start is left in a file. */
    public static void supervise(PipelineHome home, Path manifest, JvmTuning speed) throws InterruptedException {
        try {
            foreground(home, manifest, speed, state -> {});
        } catch (RuntimeException e) {
            SupervisorFailure.of(e).write(home);
            throw e;
        }
    }

    public Endpoints endpoints() {
        return supervisor.endpoints();
    }

    public PipelineState state() {
        return supervisor.state();
    }

    /** What is to be done, when this process is told to end, after all others have ended. */
    public void afterwards(Runnable task) {
        afterwards = task;
    }

    private void end() {
        supervisor.stop();
        afterwards.run();
    }

    @Override
    public void close() {
        supervisor.stop();
        lock.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and that hook is what stops the supervisor.
        }
    }

    /** For {@code cdc report}. */
    private static void keep(Manifest manifest, PipelineHome home) {
        try {
            Files.writeString(home.manifest(), Serialization.asYaml(manifest.pipeline()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + home.manifest(), e);
        }
    }

    /** Another command may hold the lock for a moment, to see whether anybody runs the pipeline. */
    private static HomeLock take(PipelineHome home) {
        for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
            Optional<HomeLock> lock = HomeLock.tryTake(home);
            if (lock.isPresent()) {
                return lock.get();
            }
            try {
                Thread.sleep(LOCK_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw alreadyUp(home);
    }

    private static LocalException alreadyUp(PipelineHome home) {
        String by =
                Processes.supervisor(home).map(pid -> " (process " + pid + ")").orElse("");
        return new LocalException("A pipeline runs in " + home + " already" + by
                + "; end it with cdc down, or choose another folder with --dir.");
    }
}
