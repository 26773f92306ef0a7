package io.cdcpipeline.plan;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CdcPipelineSpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.TreeMap;

/** The pipeline that is planned, with what all its parts share: names, labels, settings. */
public record Scope(CdcPipeline pipeline, Settings settings, Names names) {

    public CdcPipelineSpec spec() {
        return pipeline.getSpec();
    }

    public ObjectMeta metadata(String name, Component component) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(names.namespace())
                .withLabels(labels(component))
                .build();
    }

    public Map<String, String> labels(Component component) {
        Map<String, String> labels = new TreeMap<>(selector(component));
        labels.put("app.kubernetes.io/part-of", "cdcpipeline");
        labels.put(Labels.MANAGED_BY, Labels.OPERATOR);
        return labels;
    }

    /** The labels that a component's pods keep for ever: a StatefulSet's selector can't change. */
    public Map<String, String> selector(Component component) {
        return new TreeMap<>(Map.of(
                "app.kubernetes.io/name",
                component.label(),
                "app.kubernetes.io/instance",
                names.label(),
                Labels.PIPELINE,
                names.label()));
    }

    /** For pods that another operator makes and labels itself: just enough to be found as ours. */
    public Map<String, String> mark() {
        return Map.of(Labels.PIPELINE, names.label());
    }

    /** A name that every pod of the cluster can resolve. */
    public String host(String service) {
        return service + "." + names.namespace() + ".svc";
    }
}
