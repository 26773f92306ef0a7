package io.cdcpipeline.local.demo;

import io.cdcpipeline.local.stage.PipelineState;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Shows a demo to whoever watches. */
public interface DemoView {

    void stages(PipelineState state);

    /**
     * A step is done: both sides are equal.
     *
     * @param sql what was run; empty for the first step
     * @param took from the source's commit, or from the demo's start, until it could be read in Delta
     */
    void step(String title, List<String> sql, Duration took, Sides sides);

    /** Source and lake at one time. */
    record Sides(Rows source, Rows lake) {}

    /** Where the time of the start went: since the start of the demo, in the order of the events. */
    void breakdown(Map<String, Duration> events);
}
