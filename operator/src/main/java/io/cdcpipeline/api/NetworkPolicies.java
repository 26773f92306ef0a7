package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;

/** Who may open connections to the pipeline's pods, beside the pipeline itself and its operator. */
@Wire
public record NetworkPolicies(
        @JsonPropertyDescription(
                "Who else may connect to the managed database, such as the applications that it serves: up to 32 peers as"
                        + " Kubernetes' NetworkPolicy has them. The default is nobody.")
        @Size(max = 32)
        @SchemaFrom(type = Peers.class)
        List<NetworkPolicyPeer> database,

        @JsonPropertyDescription(
                "Who may open the lab in a browser, beside whoever has kubectl port-forward: up to 32 peers. With a Service of"
                        + " type NodePort or LoadBalancer these are the addresses that the network shows the pod. The default is nobody.")
        @Size(max = 32)
        @SchemaFrom(type = Peers.class)
        List<NetworkPolicyPeer> lab,

        @JsonPropertyDescription(
                "Who may read the metrics of job and Connect, such as Prometheus: up to 32 peers. The default is nobody; Strimzi's"
                        + " own policies leave Connect's metrics open to all.")
        @Size(max = 32)
        @SchemaFrom(type = Peers.class)
        List<NetworkPolicyPeer> metrics) {

    public NetworkPolicies {
        database = database == null ? List.of() : List.copyOf(database);
        lab = lab == null ? List.of() : List.copyOf(lab);
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
    }
}
