package io.cdcpipeline.teardown;

import io.cdcpipeline.api.CdcPipelineSpec;
import io.cdcpipeline.api.DeletionPolicy;
import io.cdcpipeline.cluster.ClusterActions;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.PipelineEvent;
import io.cdcpipeline.plan.Labels;
import io.cdcpipeline.reconcile.Reconciliation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deletes the claims of database, broker and lake, or says that they stay. StatefulSets and Strimzi make claims that
 * belong to nobody; they bear the pipeline's label all the same. A claim goes when the last pod that uses it is gone.
 */
record DeleteClaims() implements TeardownStep {

    @Override
    public Progress take(Reconciliation reconciliation, ClusterActions actions) {
        List<PersistentVolumeClaim> claims = actions.client()
                .persistentVolumeClaims()
                .inNamespace(reconciliation.names().namespace())
                .withLabel(Labels.PIPELINE, reconciliation.names().label())
                .list()
                .getItems();
        if (reconciliation.spec().deletionPolicy() == DeletionPolicy.DELETE) {
            claims.stream()
                    .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null)
                    .forEach(claim -> actions.client().resource(claim).delete());
            elsewhere(reconciliation)
                    .forEach(left -> reconciliation.happened(PipelineEvent.warning("LeftBehind", left)));
        } else if (!claims.isEmpty()) {
            reconciliation.happened(PipelineEvent.normal("Retained", kept(reconciliation, claims)));
        }
        return new Progress.Done();
    }

    /** No process is among it. The Secrets are those without which a database's volume is of no use. */
    private static String kept(Reconciliation reconciliation, List<PersistentVolumeClaim> claims) {
        Stream<String> secrets = reconciliation.all(WatchedKind.SECRET).stream().map(ObservedResource::name);
        return "Kept, as deletionPolicy says: "
                + names("PersistentVolumeClaims", claims.stream().map(c -> c.getMetadata()
                        .getName()))
                + names(", Secrets", secrets)
                + ". A pipeline of the same name takes them up; to remove them: kubectl delete -n "
                + reconciliation.names().namespace() + " pvc,secret -l " + Labels.PIPELINE + "="
                + reconciliation.names().label();
    }

    private static String names(String kind, Stream<String> names) {
        String all = names.sorted().collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : kind + " " + all;
    }

    /** Data in systems of other people, which the operator does not delete. */
    private static List<String> elsewhere(Reconciliation reconciliation) {
        CdcPipelineSpec spec = reconciliation.spec();
        var left = new ArrayList<String>();
        if (spec.broker().managed() == null) {
            left.add("Topics that begin with " + reconciliation.names().topicPrefix() + " or "
                    + reconciliation.names().connectGroup()
                    + " stay in a Kafka that is not the pipeline's own: delete them there");
        }
        if (spec.lake().path() != null) {
            left.add("The tables stay in " + spec.lake().path() + ": delete them there");
        }
        if (spec.lake().volume() != null && spec.lake().volume().claim() != null) {
            left.add("The tables stay in PersistentVolumeClaim "
                    + spec.lake().volume().claim() + ", which is not the pipeline's own");
        }
        return left;
    }
}
