package io.cdcpipeline.report;

import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Plan;
import io.fabric8.kubernetes.api.Pluralize;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What bears a pipeline's label, of the kinds that its plan has and those that others make of them. */
record ClusterObjects(KubeApi api, Names names, Plan plan) {

    private record Kind(String apiVersion, String kind) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            return (kind + apiVersion).compareTo(other.kind + other.apiVersion);
        }
    }

    void write(Report report) throws IOException {
        Set<Kind> kinds = new TreeSet<>(Set.of(new Kind("v1", "Pod"), new Kind("v1", "PersistentVolumeClaim")));
        plan.resources().map(r -> new Kind(r.getApiVersion(), r.getKind())).forEach(kinds::add);
        for (Kind kind : kinds) {
            String plural = Pluralize.toPlural(kind.kind().toLowerCase(Locale.ROOT));
            String path = KubeApi.path(kind.apiVersion(), names.namespace(), plural) + KubeApi.of(names);
            report.tree("objects/" + kind.kind() + ".yaml", () -> api.items(path));
        }
    }
}
