package io.cdcpipeline.reconcile;

import io.cdcpipeline.testing.ApiServer;
import io.cdcpipeline.testing.Checkout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The account and the rights that the operator is shipped with: every test runs it under exactly those. */
public final class ShippedRole {

    static final String NAMESPACE = "cdcpipeline-system";
    private static final String ACCOUNT = "cdcpipeline-operator";

    private static final Path FOLDER = Checkout.root().resolve("k8s/operator");
    private static final List<String> FILES =
            List.of("service-account.yaml", "cluster-role.yaml", "leader-election.yaml");

    private ShippedRole() {}

    static synchronized void install(KubernetesClient admin) {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        objects(admin).forEach(object -> admin.resource(object).forceConflicts().serverSideApply());
    }

    static List<HasMetadata> objects(KubernetesClient client) {
        return FILES.stream()
                .map(FOLDER::resolve)
                .flatMap(file -> objects(client, file).stream())
                .peek(object -> {
                    // As the kustomization does it.
                    if (!object.getKind().startsWith("Cluster")) {
                        object.getMetadata().setNamespace(NAMESPACE);
                    }
                    if (object instanceof RoleBinding binding) {
                        binding.getSubjects().forEach(subject -> subject.setNamespace(NAMESPACE));
                    }
                })
                .toList();
    }

    private static List<HasMetadata> objects(KubernetesClient client, Path file) {
        try (var in = Files.newInputStream(file)) {
            return client.load(in).items();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClusterRole clusterRole(KubernetesClient client) {
        return objects(client).stream()
                .filter(ClusterRole.class::isInstance)
                .map(ClusterRole.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static Role ownRole(KubernetesClient client) {
        return objects(client).stream()
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Logs in as the operator's account does in its pod. */
    public static Config login(ApiServer api) {
        return login(api.client(), NAMESPACE);
    }

    /**
     * As the chart installs it for one namespace: the account has Roles with the rules of the shipped ones in that namespace,
     * where it lives itself, and no right elsewhere.
     */
    static Config loginUnderRoles(KubernetesClient admin, String namespace) {
        admin.serviceAccounts()
                .inNamespace(namespace)
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(ACCOUNT)
                        .endMetadata()
                        .build())
                .serverSideApply();
        bind(admin, namespace, "operator", clusterRole(admin).getRules());
        bind(admin, namespace, "lease", ownRole(admin).getRules());
        return login(admin, namespace);
    }

    private static void bind(KubernetesClient admin, String namespace, String name, List<PolicyRule> rules) {
        admin.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .serverSideApply();
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(ACCOUNT)
                        .withNamespace(namespace)
                        .endSubject()
                        .build())
                .serverSideApply();
    }

    static KubernetesClient client(Config login) {
        return new KubernetesClientBuilder().withConfig(login).build();
    }

    /** Whether the server says that the account may not do that. */
    static boolean refused(Runnable request) {
        try {
            request.run();
            return false;
        } catch (KubernetesClientException e) {
            return e.getCode() == 403;
        }
    }

    private static Config login(KubernetesClient client, String namespace) {
        String token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(ACCOUNT)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        Config admin = client.getConfiguration();
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(admin.getMasterUrl())
                // The test's server signs its own certificate.
                .withTrustCerts(true)
                .withOauthToken(token)
                .withNamespace(namespace)
                .build();
    }
}
