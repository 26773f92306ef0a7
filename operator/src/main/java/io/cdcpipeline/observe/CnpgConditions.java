package io.cdcpipeline.observe;

import io.cdcpipeline.api.CloudNativePg;
import io.cdcpipeline.source.ObservedSource;
import java.util.Optional;

/** Whether a database that CloudNativePG runs can be captured: what its Cluster says, and then what it says itself. */
public final class CnpgConditions {

    private static final String HEALTHY = "Cluster in healthy state";

    private CnpgConditions() {}

    /** @param cluster empty when there is none of that name, or nothing that runs such clusters */
    public static StageCondition of(CloudNativePg wanted, Optional<ObservedResource> cluster, ObservedSource observed) {
        String named = "CloudNativePG's Cluster " + wanted.cluster();
        if (cluster.isEmpty()) {
            return new StageCondition.Waiting(
                    "Absent",
                    named + ", which " + CloudNativePg.PATH
                            + ".cluster names, does not exist in this namespace: create it," + " or correct the name");
        }
        if (cluster.get().leaving()) {
            return new StageCondition.Waiting("Leaving", named + " is being deleted");
        }
        StageCondition database = SourceConditions.external(observed);
        String phase = cluster.get().text("status", "phase");
        if (observed instanceof ObservedSource.Unreachable && !phase.equals(HEALTHY)) {
            return new StageCondition.Waiting("Starting", named + " is not ready: " + said(cluster.get(), phase));
        }
        String message = database.message() + hint(wanted, cluster.get(), database);
        if (database.ready()) {
            return new StageCondition.Ready(database.reason(), message);
        }
        return database instanceof StageCondition.Failed
                ? new StageCondition.Failed(database.reason(), message)
                : database;
    }

    private static String said(ObservedResource cluster, String phase) {
        String reason = cluster.text("status", "phaseReason");
        return phase.isEmpty()
                ? "its operator has not reported yet"
                : phase + (reason.isEmpty() ? "" : " (" + CauseText.brief(reason) + ")");
    }

    /** What is done in the Cluster, and not in the database that it makes. */
    private static String hint(CloudNativePg wanted, ObservedResource cluster, StageCondition database) {
        if (database.reason().equals("ReplicationNotPermitted")) {
            return ". Or in Cluster " + wanted.cluster()
                    + ", spec.managed.roles, the role with login and replication: true";
        }
        if (database.reason().equals("NoCredentials") || database.reason().equals("TlsFailed")) {
            return otherSecrets(wanted, cluster);
        }
        Long instances = cluster.number("spec", "instances");
        boolean several = instances != null && instances > 1;
        boolean copies = cluster.flag("spec", "replicationSlots", "highAvailability", "synchronizeLogicalDecoding");
        return database.ready() && several && !copies
                ? ". At a switchover of Cluster " + wanted.cluster()
                        + " the slot is lost and all tables are filled anew,"
                        + " unless spec.replicationSlots.highAvailability.synchronizeLogicalDecoding is true there, with"
                        + " PostgreSQL's sync_replication_slots and hot_standby_feedback on"
                : "";
    }

    /** The Cluster may name Secrets of its own, which no convention tells. */
    private static String otherSecrets(CloudNativePg wanted, ObservedResource cluster) {
        String login = cluster.text("spec", "bootstrap", "initdb", "secret", "name");
        String authority = cluster.text("spec", "certificates", "serverCASecret");
        return (differs(login, wanted.credentials().secret())
                        ? ". The Cluster's own is " + login + ": name it in " + CloudNativePg.PATH
                                + ".credentials.secret"
                        : "")
                + (differs(authority, wanted.caSecret())
                        ? ". The Cluster's authority is in " + authority + ": name it in " + CloudNativePg.PATH
                                + ".caSecret"
                        : "");
    }

    private static boolean differs(String named, String ours) {
        return !named.isEmpty() && !named.equals(ours);
    }
}
