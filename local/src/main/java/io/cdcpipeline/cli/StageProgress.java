package io.cdcpipeline.cli;

import io.cdcpipeline.local.stage.PipelineState;
import io.cdcpipeline.local.stage.StageState;
import io.cdcpipeline.local.stage.StageStatus;
import io.cdcpipeline.plan.StageName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Shows the stages as they come up: each once when it is ready or fails, the others in a passing line. */
final class StageProgress implements Consumer<PipelineState> {

    private final Terminal terminal;
    private final Map<StageName, StageState> shown = new EnumMap<>(StageName.class);

    StageProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void accept(PipelineState state) {
        for (StageStatus stage : state.stages()) {
            boolean settled = stage.state() != StageState.WAITING && stage.state() != StageState.STARTING;
            if (settled && shown.put(stage.stage(), stage.state()) != stage.state()) {
                terminal.line(line(state, stage));
            } else if (!settled) {
                shown.remove(stage.stage());
            }
        }
        String rest = state.stages().stream()
                .filter(s -> s.state() == StageState.STARTING)
                .map(s -> name(s.stage()) + ": " + s.message())
                .collect(Collectors.joining(", "));
        if (!rest.isEmpty()) {
            terminal.passing(rest);
        }
    }

    static String name(StageName stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    static String line(PipelineState state, StageStatus stage) {
        if (stage.state() == StageState.STOPPED) {
            return String.format(Locale.ROOT, "%-8s %s", name(stage.stage()), stage.state());
        }
        Duration after = Duration.between(state.started(), stage.since());
        return String.format(
                Locale.ROOT,
                "%-8s %-9s %5.1f s  %s",
                name(stage.stage()),
                stage.state(),
                after.toMillis() / 1000.0,
                stage.message());
    }
}
