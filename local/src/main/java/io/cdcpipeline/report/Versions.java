package io.cdcpipeline.report;

import io.cdcpipeline.plan.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What runs here. */
final class Versions {

    /** Of this command line. */
    static final String CDC = "0.1.0";

    private static final long MEBIBYTE = 1024L * 1024;

    private Versions() {}

    static String ofThisMachine(Path folder) {
        Settings.Versions made = Settings.defaults().versions();
        Map<String, Object> all = new TreeMap<>(Map.of(
                "cdc",
                CDC,
                "java",
                System.getProperty("java.vendor") + " " + System.getProperty("java.version"),
                "kafka",
                made.kafka(),
                "spark",
                made.spark(),
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                "processors",
                Runtime.getRuntime().availableProcessors(),
                "free disk",
                folder.toFile().getUsableSpace() / MEBIBYTE + " MiB"));
        return lines(all);
    }

    static String lines(Map<String, ?> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + ": " + value.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
