package io.cdcpipeline.poll;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.api.Snapshot;
import io.cdcpipeline.api.Source;
import io.cdcpipeline.api.SourceKind;
import io.cdcpipeline.cluster.Credentials;
import io.cdcpipeline.cluster.Routes;
import io.cdcpipeline.observe.LostLogin;
import io.cdcpipeline.observe.PipelineEvent;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.TablePatterns;
import io.cdcpipeline.plan.source.Database;
import io.cdcpipeline.source.DatabaseAddress;
import io.cdcpipeline.source.DatabaseProbe;
import io.cdcpipeline.source.DatabaseTls;
import io.cdcpipeline.source.GtidPosition;
import io.cdcpipeline.source.Login;
import io.cdcpipeline.source.MariaDbNeeds;
import io.cdcpipeline.source.ObservedSource;
import io.cdcpipeline.source.PostgresNeeds;
import io.cdcpipeline.source.Refusal;
import io.cdcpipeline.source.Remedies;
import io.cdcpipeline.source.SlotRemoval;
import io.cdcpipeline.source.SourceNeeds;
import io.cdcpipeline.source.WalLimit;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Asks the source database, and at the end takes the slot away. */
public record SourceClient(
        DatabaseProbe probe,
        Credentials credentials,
        ManagedLogins logins,
        ReleasedSlots released,
        Routes routes,
        Settings settings) {

    /** @param events where a password that was set is told */
    public static SourceClient of(
            Credentials credentials, Routes routes, Settings settings, BiConsumer<CdcPipeline, PipelineEvent> events) {
        return new SourceClient(
                new DatabaseProbe(),
                credentials,
                new ManagedLogins(credentials, events),
                new ReleasedSlots(),
                routes,
                settings);
    }

    /** Sees to it that the Secrets of a managed database open it; names those that do not. */
    List<LostLogin> keepLogins(CdcPipeline pipeline) {
        SourceKind kind = pipeline.getSpec().source().kind();
        return kind instanceof Postgresql && kind.ownDatabase()
                ? logins.keep(pipeline, access(pipeline).address())
                : List.of();
    }

    /** Null where it is the one that was seen first. */
    Instant loginChanged(CdcPipeline pipeline) {
        return credentials.changed(pipeline);
    }

    public void forget(CdcPipeline pipeline) {
        credentials.forget(pipeline);
        logins.forget(pipeline);
        released.forget(ResourceID.fromResource(pipeline));
    }

    /** @param reached up to where the connector has read, where the database itself does not know */
    ObservedSource ask(CdcPipeline pipeline, Supplier<Optional<GtidPosition>> reached) {
        Access access = access(pipeline);
        if (access.missing() != null) {
            return new ObservedSource.Unreachable(Refusal.NO_CREDENTIALS, access.missing());
        }
        SourceNeeds needs = needs(pipeline, reached);
        ObservedSource seen = probe.relieve(
                access.address(), access.login(), needs, probe.look(access.address(), access.login(), needs));
        if (seen instanceof ObservedSource.Unreachable refused && refused.reason() == Refusal.WRONG_CREDENTIALS) {
            logins.doubt(pipeline);
        }
        return seen instanceof ObservedSource.Unreachable refused ? refused.with(remedies(pipeline)) : seen;
    }

    /** What to do when the database refuses, in terms of this pipeline's manifest. */
    public Remedies remedies(CdcPipeline pipeline) {
        return Remedies.of(
                pipeline.getSpec().source().kind(),
                Database.of(pipeline, settings).credentials().secret());
    }

    /** A publication in a managed database is part of that database; in an external one it was made for the pipeline. */
    public SlotRemoval drop(CdcPipeline pipeline) {
        Access access = access(pipeline);
        if (access.missing() != null) {
            return SlotRemoval.refused(Names.of(pipeline).slot(), null, Refusal.NO_CREDENTIALS, access.missing());
        }
        return probe.leave(access.address(), access.login(), needs(pipeline, Optional::empty));
    }

    private Access access(CdcPipeline pipeline) {
        Database database = Database.of(pipeline, settings);
        var read = credentials.of(pipeline, database);
        Routes.Place place = routes.to(database.host(), database.port());
        var tls = database.tls()
                .map(t -> new DatabaseTls(t.mode(), read.authority()))
                .orElseGet(DatabaseTls::none);
        return new Access(
                new DatabaseAddress(place.host(), place.port(), database.name(), tls), read.login(), read.missing());
    }

    private static SourceNeeds needs(CdcPipeline pipeline, Supplier<Optional<GtidPosition>> reached) {
        Names names = Names.of(pipeline);
        List<String> tables = pipeline.getSpec().tables();
        Source wanted = pipeline.getSpec().source();
        if (wanted.kind() instanceof Mariadb mariadb) {
            return new MariaDbNeeds(
                    mariadb.serverId(names.serverId()),
                    tables,
                    TablePatterns.bounded(tables),
                    mariadb.ownDatabase(),
                    wanted.snapshot() != Snapshot.NEVER,
                    reached.get().orElse(null));
        }
        return new PostgresNeeds(
                names.slot(),
                names.publication(),
                tables,
                TablePatterns.bounded(tables),
                wanted.kind().ownDatabase(),
                WalLimit.of(wanted.kind()));
    }

    private record Access(DatabaseAddress address, Login login, String missing) {}
}
