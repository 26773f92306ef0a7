package io.cdcpipeline.poll;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.cluster.Credentials;
import io.cdcpipeline.observe.LostLogin;
import io.cdcpipeline.observe.PipelineEvent;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.source.DatabaseRoles;
import io.cdcpipeline.source.DatabaseAddress;
import io.cdcpipeline.source.Login;
import io.cdcpipeline.source.RoleLogins;
import io.cdcpipeline.source.RoleLogins.Answer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Sees to it that the Secrets of a managed database open it. A password that somebody writes into one of them is what he
 * wants, so its role gets it, by the superuser's login. A new password of the superuser's own is set by the one that
 * opened the database before, as long as this process has seen that; else nobody may set it, and that is told.
 */
final class ManagedLogins {

    private final Credentials credentials;
    private final BiConsumer<CdcPipeline, PipelineEvent> events;
    private final RoleLogins roles = new RoleLogins();
    /** For each pipeline the last password that opened its database, by role. */
    private final Map<ResourceID, Map<String, Login>> opened = new ConcurrentHashMap<>();

    ManagedLogins(Credentials credentials, BiConsumer<CdcPipeline, PipelineEvent> events) {
        this.credentials = credentials;
        this.events = events;
    }

    /** Asks the database only for passwords that are not known to open it. */
    List<LostLogin> keep(CdcPipeline pipeline, DatabaseAddress address) {
        Map<String, Login> known =
                opened.computeIfAbsent(ResourceID.fromResource(pipeline), id -> new ConcurrentHashMap<>());
        Map<String, Login> wrong = new LinkedHashMap<>();
        wanted(pipeline).forEach((secret, login) -> {
            if (!login.equals(known.get(login.user()))) {
                switch (roles.answer(address, login)) {
                    case OPENS -> known.put(login.user(), login);
                    case WRONG -> wrong.put(secret, login);
                    case NOT_KNOWN -> {}
                }
            }
        });
        return wrong.isEmpty() ? List.of() : mend(pipeline, address, wrong, known);
    }

    /** A password that was known to open the database does not: somebody changed it there. */
    void doubt(CdcPipeline pipeline) {
        Optional.ofNullable(opened.get(ResourceID.fromResource(pipeline)))
                .ifPresent(known -> known.keySet().removeIf(role -> !role.equals(DatabaseRoles.SUPERUSER)));
    }

    void forget(CdcPipeline pipeline) {
        opened.remove(ResourceID.fromResource(pipeline));
    }

    private List<LostLogin> mend(
            CdcPipeline pipeline, DatabaseAddress address, Map<String, Login> wrong, Map<String, Login> known) {
        Login superuser = known.get(DatabaseRoles.SUPERUSER);
        if (superuser == null || roles.answer(address, superuser) != Answer.OPENS) {
            return lost(wrong, List.of());
        }
        List<Login> there = roles.existing(address, superuser, wrong.values());
        wrong.values().retainAll(there); // the lab's role is made when the lab starts, with the password of then
        List<Login> set = roles.set(address, superuser, there);
        set.forEach(login -> known.put(login.user(), login));
        String secrets = wrong.entrySet().stream()
                .filter(entry -> set.contains(entry.getValue()))
                .map(entry -> "role " + entry.getValue().user() + " that of Secret " + entry.getKey())
                .collect(Collectors.joining(", "));
        if (!set.isEmpty()) {
            events.accept(
                    pipeline, PipelineEvent.normal("PasswordSet", "Passwords were set in the database: " + secrets));
        }
        return lost(wrong, set);
    }

    private static List<LostLogin> lost(Map<String, Login> wrong, List<Login> mended) {
        var lost = new ArrayList<LostLogin>();
        wrong.forEach((secret, login) -> {
            if (!mended.contains(login)) {
                lost.add(new LostLogin(secret, login.user()));
            }
        });
        return lost;
    }

    /** The superuser's first: it is what the others are mended by. A Secret that lacks its password is put back by itself. */
    private Map<String, Login> wanted(CdcPipeline pipeline) {
        Names names = Names.of(pipeline);
        var secrets = new LinkedHashMap<String, String>();
        secrets.put(names.superuserSecret(), DatabaseRoles.SUPERUSER);
        secrets.put(names.ownerSecret(), DatabaseRoles.OWNER);
        secrets.put(names.replicationSecret(), DatabaseRoles.REPLICATION);
        if (pipeline.getSpec().lab() != null) {
            secrets.put(names.lab(), DatabaseRoles.LAB);
        }
        var wanted = new LinkedHashMap<String, Login>();
        secrets.forEach((secret, role) -> credentials
                .generated(names.namespace(), secret)
                .ifPresent(password -> wanted.put(secret, new Login(role, password))));
        return wanted;
    }
}
