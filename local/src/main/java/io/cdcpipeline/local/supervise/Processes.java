package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.process.LeftoverProcesses;
import io.cdcpipeline.local.process.PidFile;
import io.cdcpipeline.local.stack.DatabaseFolder;
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
        endDatabase(home);
        supervisorFile(home).delete();
    }

    /** A server whose parent was killed runs on; SIGINT makes PostgreSQL end at once, with a checkpoint. */
    static void endDatabase(PipelineHome home) {
        LeftoverProcesses.end(
                List.of(new PidFile(DatabaseFolder.postgres(home.postgres()).pidFile())), "INT");
        LeftoverProcesses.end(
                List.of(new PidFile(DatabaseFolder.mariadb(home.mariadb()).pidFile())), "TERM");
    }
}
