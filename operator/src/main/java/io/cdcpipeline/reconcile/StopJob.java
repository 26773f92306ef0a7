package io.cdcpipeline.reconcile;

import io.cdcpipeline.observe.Live;
import java.util.Arrays;

/** Ends the streaming job; its driver outlives the resource by some seconds. */
record StopJob() implements TeardownStep {

    @Override
    public Progress take(Pass pass, Hands hands) {
        Arrays.stream(WatchedKind.values()).filter(WatchedKind::application).forEach(kind -> pass.all(kind).stream()
                .filter(application -> !application.leaving())
                .forEach(application -> pass.delete(kind, application)));
        return pass.drivers().stream()
                .findFirst()
                .map(Live::name)
                .<Progress>map(pod -> new Progress.Pending("Pod " + pod + " still runs: kubectl delete pod " + pod))
                .orElseGet(Progress.Done::new);
    }
}
