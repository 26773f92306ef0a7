package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CdcPipelineSpec;
import io.cdcpipeline.api.SparkRunner;
import io.cdcpipeline.observe.Happening;
import io.cdcpipeline.observe.Live;
import io.cdcpipeline.observe.Standing;
import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Plan;
import io.cdcpipeline.plan.Stage;
import io.cdcpipeline.plan.StageName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One pass over one pipeline: what is wanted, what is seen, and the means to act. */
final class Pass {

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final CdcPipeline pipeline;
    private final Plan plan;
    private final Polled polled;
    private final Hands hands;
    private final Names names;
    private final Map<String, Live> applied = new HashMap<>();
    private final List<Happening> happenings = new ArrayList<>();

    Pass(CdcPipeline pipeline, Plan plan, Polled polled, Hands hands) {
        this.pipeline = pipeline;
        this.plan = plan;
        this.polled = polled;
        this.hands = hands;
        this.names = Names.of(pipeline);
    }

    CdcPipeline pipeline() {
        return pipeline;
    }

    CdcPipelineSpec spec() {
        return pipeline.getSpec();
    }

    Plan plan() {
        return plan;
    }

    Polled polled() {
        return polled;
    }

    Names names() {
        return names;
    }

    boolean managedDatabase() {
        return spec().source().postgresql().managed() != null;
    }

    WatchedKind runner() {
        return spec().job().runner() == SparkRunner.KUBEFLOW
                ? WatchedKind.KUBEFLOW_APPLICATION
                : WatchedKind.APACHE_APPLICATION;
    }

    /** Applies a stage, Secrets first; why it was refused, if it was. The first refusal ends it. */
    Optional<Standing> apply(StageName stage) {
        Stage wanted = plan.stage(stage);
        for (GeneratedSecret secret : wanted.generated()) {
            if (hands.secrets().ensure(pipeline, secret) instanceof Applied.Failed failed) {
                return Optional.of(failed.standing());
            }
        }
        for (HasMetadata resource : wanted.resources()) {
            Applied result = hands.applier().apply(pipeline, resource);
            if (result instanceof Applied.Failed failed) {
                return Optional.of(failed.standing());
            }
            applied.put(
                    key(WatchedKind.of(resource), resource.getMetadata().getName()), ((Applied.Done) result).live());
        }
        return Optional.empty();
    }

    /** As this pass applied it, or as it was seen last. */
    Optional<Live> live(WatchedKind kind, String name) {
        Live mine = applied.get(key(kind, name));
        return mine != null ? Optional.of(mine) : hands.watches().find(kind, names.namespace(), name);
    }

    List<Live> all(WatchedKind kind) {
        return hands.watches().of(kind, pipeline);
    }

    /** @param component the value of {@code app.kubernetes.io/name} */
    List<Live> pods(String component) {
        return all(WatchedKind.POD).stream()
                .filter(pod -> component.equals(pod.label("app.kubernetes.io/name")))
                .toList();
    }

    /** The drivers' pods that have not ended, also those that are about to. */
    List<Live> drivers() {
        return all(WatchedKind.POD).stream()
                .filter(pod -> "driver".equals(pod.label("spark-role")))
                .filter(pod -> !ENDED.contains(pod.text("status", "phase")))
                .toList();
    }

    void delete(WatchedKind kind, Live resource) {
        hands.delete(kind, resource);
    }

    void happened(Happening happening) {
        happenings.add(happening);
    }

    List<Happening> happenings() {
        return happenings;
    }

    private static String key(WatchedKind kind, String name) {
        return kind + "/" + name;
    }
}
