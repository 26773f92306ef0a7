package io.cdcpipeline.reconcile;

import static io.cdcpipeline.observe.ConditionType.CAPTURING;
import static io.cdcpipeline.observe.ConditionType.CONNECT_READY;

import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.ConnectReading;
import io.cdcpipeline.observe.Live;
import io.cdcpipeline.observe.Standing;
import io.cdcpipeline.plan.StageName;
import java.util.Map;
import java.util.Optional;

/** Connect and the connector in it: Strimzi brings the one up before the other. */
record CaptureStep() implements Step {

    @Override
    public Outcome advance(Pass pass) {
        Optional<Standing> refused = pass.apply(StageName.CAPTURE);
        return refused.isPresent()
                ? new Outcome.Requeue(Map.of(CONNECT_READY, refused.get(), CAPTURING, Turn.notYet()))
                : look(pass);
    }

    @Override
    public Outcome watch(Pass pass) {
        return begun(pass)
                ? look(pass)
                : new Outcome.Stop(Map.of(CONNECT_READY, Turn.notYet(), CAPTURING, Turn.notYet()));
    }

    @Override
    public boolean begun(Pass pass) {
        return pass.live(WatchedKind.CONNECT, pass.names().connect()).isPresent();
    }

    private static Outcome look(Pass pass) {
        Optional<Live> connect = pass.live(WatchedKind.CONNECT, pass.names().connect());
        Optional<Live> connector = pass.live(WatchedKind.CONNECTOR, pass.names().connector());
        Standing workers = ConnectReading.workers(pass.names().connect(), connect);
        Standing capturing = ConnectReading.connector(
                pass.names().connector(),
                connector,
                pass.polled().connector(),
                pass.spec().suspend());
        return outcome(pass, Map.of(CONNECT_READY, workers, CAPTURING, capturing));
    }

    /** A suspended pipeline captures nothing, and its job is to be stopped all the same. */
    private static Outcome outcome(Pass pass, Map<ConditionType, Standing> seen) {
        return pass.spec().suspend() ? new Outcome.GoOn(seen) : Outcome.of(seen);
    }
}
