package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.process.LeftoverProcesses;
import io.cdcpipeline.local.process.PidFile;
import io.cdcpipeline.local.stack.PostgresFolder;
import java.util.List;
import java.util.Optional;

/** The processes of a folder, found again by what was written down about them. */
public final class Processes {

    static final String STACK = "stack";
    static final String JOB = "spark";
    static final String SUPERVISOR = "supervisor";

    private Processes() {}

    /** The process that runs the pipeline, if one does. */
    public static Optional<Long> supervisor(PipelineHome home) {
        return supervisorFile(home).running();
    }

    public static PidFile supervisorFile(PipelineHome home) {
        return ProcessRestarter.pidFile(home, SUPERVISOR);
    }

    /** Ends what a killed supervisor has left. The caller holds the folder's lock, so that nobody looks after them. */
    public static void endAll(PipelineHome home) {
        LeftoverProcesses.end(
                List.of(ProcessRestarter.pidFile(home, STACK), ProcessRestarter.pidFile(home, JOB)), "TERM");
        endPostgres(home);
        supervisorFile(home).delete();
    }

    /** A server whose parent was killed runs on; SIGINT makes it end at once, with a checkpoint. */
    static void endPostgres(PipelineHome home) {
        PidFile server = new PidFile(new PostgresFolder(home.postgres()).pidFile());
        LeftoverProcesses.end(List.of(server), "INT");
    }
}
