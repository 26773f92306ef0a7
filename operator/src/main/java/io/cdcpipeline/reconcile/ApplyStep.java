package io.cdcpipeline.reconcile;

import static io.cdcpipeline.observe.ConditionType.APPLYING;
import static io.cdcpipeline.observe.ConditionType.TABLES_READY;

import io.cdcpipeline.observe.JobReading;
import io.cdcpipeline.observe.JobSight;
import io.cdcpipeline.observe.Live;
import io.cdcpipeline.observe.Standing;
import io.cdcpipeline.observe.TableReading;
import io.cdcpipeline.plan.StageName;
import java.util.Map;
import java.util.Optional;

/** The streaming job and what it needs. Never two drivers at once: see {@link DriverHandover}. */
record ApplyStep(DriverHandover handover) implements Step {

    @Override
    public Outcome advance(Pass pass) {
        Optional<Standing> waits = handover.before(pass);
        if (waits.isPresent()) {
            return new Outcome.Stop(Map.of(APPLYING, waits.get()));
        }
        Optional<Standing> refused = pass.apply(StageName.APPLY);
        if (refused.isPresent()) {
            return new Outcome.Requeue(Map.of(APPLYING, refused.get()));
        }
        Optional<Standing> stale = handover.after(pass);
        return stale.isPresent() ? new Outcome.Requeue(Map.of(APPLYING, stale.get())) : look(pass);
    }

    @Override
    public Outcome watch(Pass pass) {
        return begun(pass) ? look(pass) : new Outcome.Stop(Map.of(APPLYING, Turn.notYet()));
    }

    @Override
    public boolean begun(Pass pass) {
        return pass.live(WatchedKind.SERVICE, pass.names().apply()).isPresent();
    }

    private static Outcome look(Pass pass) {
        Optional<Live> application = pass.live(pass.runner(), pass.names().apply());
        JobSight job = pass.polled().job();
        Standing applying =
                JobReading.of(application, pass.drivers(), job, pass.spec().suspend());
        // Of tables only a job that runs can tell; else what it said last stands.
        return applying.ready() && job instanceof JobSight.Seen seen
                ? Outcome.of(Map.of(APPLYING, applying, TABLES_READY, TableReading.of(seen.status())))
                : Outcome.of(Map.of(APPLYING, applying));
    }
}
