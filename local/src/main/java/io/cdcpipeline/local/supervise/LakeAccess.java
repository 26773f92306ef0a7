package io.cdcpipeline.local.supervise;

import io.cdcpipeline.contract.JobState;
import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.query.JobStatusClient;
import io.cdcpipeline.local.query.LakeSql;
import io.cdcpipeline.local.query.Moment;
import io.cdcpipeline.local.query.OneShotSql;
import io.cdcpipeline.local.query.RunningJobSql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Chooses who answers SQL over the lake: the job where it runs, or else a Spark of its own. */
public final class LakeAccess {

    private LakeAccess() {}

    public static LakeSql of(PipelineHome home) {
        return at(home, null);
    }

    /** @param moment at which tables are read; null for the newest version of each */
    public static LakeSql at(PipelineHome home, Moment moment) {
        Optional<LivePipeline> live = LivePipeline.find(home);
        boolean answers = live.flatMap(p -> JobStatusClient.ask(p.endpoints().statusUrl()))
                .filter(status -> status.state() == JobState.RUNNING)
                .isPresent();
        if (answers) {
            return new RunningJobSql(live.get().endpoints(), moment);
        }
        Path config = home.run().resolve("job.json");
        if (!Files.exists(config)) {
            throw new LocalException("There is no pipeline in " + home + "; cdc up FILE --dir " + home + " makes one.");
        }
        LaunchCommands commands = new LaunchCommands(Installation.current(), home, JvmTuning.START);
        Map<String, String> store = Endpoints.of(home)
                .map(Endpoints::store)
                .map(Endpoints.ObjectStore::conf)
                .orElse(Map.of());
        return new OneShotSql(home, commands.query(config, store), moment);
    }
}
