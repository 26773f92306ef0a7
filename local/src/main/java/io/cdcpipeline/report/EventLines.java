package io.cdcpipeline.report;

import io.cdcpipeline.plan.Names;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What Kubernetes was told about a pipeline and what belongs to it, a line each. */
record EventLines(Names names) {

    String of(List<Map<String, Object>> events) {
        return events.stream()
                .filter(this::ours)
                .sorted(Comparator.comparing(EventLines::time))
                .map(event -> time(event) + " " + event.get("type") + " " + event.get("reason") + " "
                        + KubeApi.at(event, "regarding", "kind") + "/" + KubeApi.at(event, "regarding", "name") + ": "
                        + event.get("note") + "\n")
                .collect(Collectors.joining());
    }

    private boolean ours(Map<String, Object> event) {
        String about = String.valueOf(KubeApi.at(event, "regarding", "name"));
        return about.equals(names.pipeline()) || about.startsWith(names.label() + "-");
    }

    private static String time(Map<String, Object> event) {
        return Optional.ofNullable(KubeApi.at(event, "series", "lastObservedTime"))
                .or(() -> Optional.ofNullable(event.get("eventTime")))
                .or(() -> Optional.ofNullable(event.get("deprecatedLastTimestamp")))
                .map(String::valueOf)
                .orElse("");
    }
}
