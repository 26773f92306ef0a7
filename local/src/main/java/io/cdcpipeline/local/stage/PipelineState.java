package io.cdcpipeline.local.stage;

import io.cdcpipeline.plan.StageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the supervisor knows of a pipeline: {@code state.json}.
 *
 * @param supervisor the supervisor's process id
 * @param failure why it gave up, in one sentence; null while it has not
 */
public record PipelineState(long supervisor, Instant started, List<StageStatus> stages, String failure) {

    public static PipelineState fresh(long supervisor, Instant now) {
        List<StageStatus> waiting = Arrays.stream(StageName.values())
                .map(name -> new StageStatus(name, StageState.WAITING, "", now))
                .toList();
        return new PipelineState(supervisor, now, waiting, null);
    }

    public StageStatus stage(StageName name) {
        return stages.stream().filter(s -> s.stage() == name).findFirst().orElseThrow();
    }

    public boolean isReady() {
        return failure == null
                && stages.stream().allMatch(s -> s.state() == StageState.READY || s.state() == StageState.SUSPENDED);
    }

    /** The first stage that cannot come up without help. */
    public java.util.Optional<StageStatus> blocked() {
        return stages.stream().filter(s -> s.state() == StageState.BLOCKED).findFirst();
    }

    public PipelineState with(StageEvent event, Instant now) {
        StageStatus old = stage(event.stage());
        if (old.state() == event.state() && old.message().equals(event.message())) {
            return this;
        }
        Instant since = old.state() == event.state() ? old.since() : now;
        List<StageStatus> changed = new ArrayList<>(stages);
        changed.set(stages.indexOf(old), new StageStatus(event.stage(), event.state(), event.message(), since));
        return new PipelineState(supervisor, started, List.copyOf(changed), failure);
    }

    public PipelineState failed(String sentence) {
        return new PipelineState(supervisor, started, stages, sentence);
    }
}
