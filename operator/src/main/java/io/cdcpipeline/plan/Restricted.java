package io.cdcpipeline.plan;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/** Kubernetes' pod security level "restricted", and a read-only root file system on top. */
public final class Restricted {

    private static final String SECCOMP = "RuntimeDefault";

    private Restricted() {}

    public static PodSecurityContext pod(long user) {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(user)
                .withRunAsGroup(user)
                .withFsGroup(user)
                // A volume with a million files would delay each start by minutes.
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType(SECCOMP)
                .endSeccompProfile()
                .build();
    }

    public static SecurityContext container() {
        return new SecurityContextBuilder(writableContainer())
                .withReadOnlyRootFilesystem(true)
                .build();
    }

    /** For images that write where they like. */
    public static SecurityContext writableContainer() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withRunAsNonRoot(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .withNewSeccompProfile()
                .withType(SECCOMP)
                .endSeccompProfile()
                .build();
    }
}
