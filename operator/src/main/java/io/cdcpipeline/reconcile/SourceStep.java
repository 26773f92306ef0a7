package io.cdcpipeline.reconcile;

import static io.cdcpipeline.observe.ConditionType.SOURCE_READY;

import io.cdcpipeline.observe.SourceReading;
import io.cdcpipeline.observe.Standing;
import io.cdcpipeline.plan.StageName;
import java.util.Map;
import java.util.Optional;

/** The database: made, or only examined. */
record SourceStep() implements Step {

    @Override
    public Outcome advance(Pass pass) {
        Optional<Standing> refused = pass.apply(StageName.SOURCE);
        return refused.isPresent() ? new Outcome.Requeue(Map.of(SOURCE_READY, refused.get())) : watch(pass);
    }

    @Override
    public Outcome watch(Pass pass) {
        Standing standing = pass.managedDatabase()
                ? SourceReading.managed(
                        pass.live(WatchedKind.STATEFUL_SET, pass.names().database()),
                        pass.pods("postgresql"),
                        pass.polled().source())
                : SourceReading.external(pass.polled().source());
        return Outcome.of(Map.of(SOURCE_READY, standing));
    }

    @Override
    public boolean begun(Pass pass) {
        return true;
    }
}
