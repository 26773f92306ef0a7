package io.cdcpipeline.local.source;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.Credentials;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.SecretStore;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.source.Database;
import io.cdcpipeline.source.DatabaseAddress;
import io.cdcpipeline.source.DatabaseProbe;
import io.cdcpipeline.source.Login;
import io.cdcpipeline.source.ObservedSource;
import io.cdcpipeline.source.PostgresNeeds;
import io.cdcpipeline.source.WalLimit;
import io.cdcpipeline.source.WalUse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the source keeps of its log for the pipeline's slot; given up where the manifest says so.
 *
 * @param login of the role that reads changes: nobody else may drop its slot
 */
public record SlotWatch(Endpoints endpoints, Login login, WalLimit limit) {

    /** Empty where the source keeps no log for a reader. */
    public static Optional<SlotWatch> of(CdcPipeline pipeline, Endpoints endpoints, SecretStore secrets) {
        return endpoints.slot() == null
                ? Optional.empty()
                : Optional.of(new SlotWatch(
                        endpoints,
                        login(pipeline, secrets),
                        WalLimit.of(pipeline.getSpec().source().kind())));
    }

    private static Login login(CdcPipeline pipeline, SecretStore secrets) {
        Credentials named = Database.of(pipeline, Settings.defaults()).credentials();
        Map<String, byte[]> secret = secrets.read(named.secret());
        return new Login(text(secret, named.usernameKey()), text(secret, named.passwordKey()));
    }

    private static String text(Map<String, byte[]> secret, String key) {
        return new String(secret.get(key), StandardCharsets.UTF_8).strip();
    }

    /**
     * What is to be said of it; empty, too, where nobody answers.
     *
     * @param before what was said at the last look; null for nothing
     */
    public Optional<WalUse.Word> look(WalUse.Level before) {
        DatabaseProbe probe = new DatabaseProbe();
        DatabaseAddress address = new ExternalSource(endpoints).address();
        PostgresNeeds needs = new PostgresNeeds(
                endpoints.slot(),
                endpoints.publication(),
                List.of(),
                Pattern.compile(endpoints.tables()),
                !endpoints.external(),
                limit);
        ObservedSource seen = probe.relieve(address, login, needs, probe.look(address, login, needs));
        return seen instanceof ObservedSource.Seen answer
                ? WalUse.of(answer.log(), limit, endpoints.slot(), before)
                : Optional.empty();
    }
}
