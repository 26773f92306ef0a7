package io.cdcpipeline.plan.apply;

import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Scope;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.ArrayList;
import java.util.List;

/** The driver's account. It may manage executors where it has some; otherwise it talks to no API server at all. */
public final class DriverAccess {

    private static final String RBAC = "rbac.authorization.k8s.io";

    private DriverAccess() {}

    static List<HasMetadata> of(Scope scope) {
        ObjectMeta metadata = scope.metadata(scope.names().apply(), Component.APPLY);
        List<HasMetadata> resources = new ArrayList<>(List.of(account(scope, metadata)));
        if (!runsAlone(scope)) {
            resources.add(new RoleBuilder()
                    .withMetadata(metadata)
                    .withRules(
                            rule("pods", "create", "delete", "deletecollection", "get", "list", "patch", "watch"),
                            rule("configmaps", "create", "delete", "deletecollection", "get", "list", "update"),
                            // Spark looks for those of its own when it stops.
                            rule("services", "delete", "deletecollection", "get", "list"),
                            rule("persistentvolumeclaims", "delete", "deletecollection", "get", "list"))
                    .build());
            resources.add(new RoleBindingBuilder()
                    .withMetadata(metadata)
                    .withNewRoleRef(RBAC, "Role", metadata.getName())
                    .addNewSubject("", "ServiceAccount", metadata.getName(), metadata.getNamespace())
                    .build());
        }
        return resources;
    }

    public static boolean runsAlone(Scope scope) {
        return scope.spec().job().executors().count() == 0;
    }

    private static ServiceAccount account(Scope scope, ObjectMeta metadata) {
        return new ServiceAccountBuilder()
                .withMetadata(metadata)
                .withAutomountServiceAccountToken(!runsAlone(scope))
                .build();
    }

    private static PolicyRule rule(String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups("")
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }
}
