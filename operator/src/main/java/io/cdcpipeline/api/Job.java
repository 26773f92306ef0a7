package io.cdcpipeline.api;

import java.util.Map;

public record Job(
        SparkRunner runner,
        String image,
        String trigger,
        Long maxEventsPerTrigger,
        Driver driver,
        Executors executors,
        Map<String, String> conf) {

    public Job {
        runner = runner == null ? SparkRunner.KUBEFLOW : runner;
        trigger = trigger == null ? "500ms" : trigger;
        maxEventsPerTrigger = maxEventsPerTrigger == null ? 500_000L : maxEventsPerTrigger;
        driver = driver == null ? new Driver(null, null) : driver;
        executors = executors == null ? new Executors(null, null, null) : executors;
        conf = conf == null ? Map.of() : Map.copyOf(conf);
    }
}
