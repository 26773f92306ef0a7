package io.cdcpipeline.report;

import io.cdcpipeline.plan.Labels;
import io.cdcpipeline.plan.Names;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The last lines of a pipeline's pods, also of a container that has ended and was begun anew. */
record PodLogs(KubeApi api, Names names, int tail) {

    void write(Report report) throws IOException {
        List<Map<String, Object>> pods;
        try {
            pods = api.items(KubeApi.path("v1", names.namespace(), "pods") + KubeApi.of(names));
        } catch (IOException | RuntimeException e) {
            report.problem("logs", e);
            return;
        }
        for (Map<String, Object> pod : pods) {
            for (Map<String, Object> container : containers(pod)) {
                String name = "logs/" + KubeApi.at(pod, "metadata", "name") + "/" + container.get("name");
                String path = path(pod, container);
                report.text(name + ".log", () -> api.text(path));
                if (restarted(pod, container.get("name"))) {
                    report.text(name + ".before.log", () -> api.text(path + "&previous=true"));
                }
            }
        }
    }

    /** Of the operator, the lines that name the pipeline: it has others, too. */
    String ofOperator(String namespace) throws IOException {
        String selector = "?labelSelector=app.kubernetes.io/name%3D" + Labels.OPERATOR;
        StringBuilder lines = new StringBuilder();
        for (Map<String, Object> pod : api.items(KubeApi.path("v1", namespace, "pods") + selector)) {
            for (Map<String, Object> container : containers(pod)) {
                api.text(path(pod, container))
                        .lines()
                        .filter(line -> line.contains(names.pipeline()))
                        .forEach(line -> lines.append(line).append('\n'));
            }
        }
        return lines.toString();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> containers(Map<String, Object> pod) {
        return Stream.of("initContainers", "containers")
                .map(kind -> (List<Map<String, Object>>) KubeApi.at(pod, "spec", kind))
                .flatMap(list -> list == null ? Stream.empty() : list.stream())
                .collect(Collectors.toList());
    }

    private String path(Map<String, Object> pod, Map<String, Object> container) {
        return KubeApi.path("v1", String.valueOf(KubeApi.at(pod, "metadata", "namespace")), "pods") + "/"
                + KubeApi.at(pod, "metadata", "name") + "/log?tailLines=" + tail + "&container="
                + container.get("name");
    }

    private static boolean restarted(Map<String, Object> pod, Object container) {
        return KubeApi.at(pod, "status", "containerStatuses") instanceof List<?> all
                && all.stream()
                        .map(Map.class::cast)
                        .anyMatch(status -> container.equals(status.get("name"))
                                && status.get("restartCount") instanceof Number count
                                && count.intValue() > 0);
    }
}
