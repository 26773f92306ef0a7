package io.cdcpipeline.local.source;

import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.api.PostgresqlTlsMode;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Binlog;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.SourceTls;
import io.cdcpipeline.source.DatabaseAddress;
import io.cdcpipeline.source.DatabaseProbe;
import io.cdcpipeline.source.DatabaseTls;
import io.cdcpipeline.source.Login;
import io.cdcpipeline.source.MariaDbNeeds;
import io.cdcpipeline.source.ObservedBinlog;
import io.cdcpipeline.source.ObservedSlot;
import io.cdcpipeline.source.ObservedSource;
import io.cdcpipeline.source.PostgresNeeds;
import io.cdcpipeline.source.Problem;
import io.cdcpipeline.source.Remedies;
import io.cdcpipeline.source.SlotRemoval;
import io.cdcpipeline.source.SourceNeeds;
import io.cdcpipeline.source.WalLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A database that is not the pipeline's own: examined before anything starts there, and left as it was found. */
public record ExternalSource(Endpoints endpoints) {

    /**
     * Returns when the database can be captured. Where it was already, what is wrong with some tables stops none of the others.
     *
     * @param patterns as in {@code spec.tables}, for messages
     * @throws LocalException that names all that is missing, each with the way out
     */
    public void requireFit(List<String> patterns) {
        ObservedSource seen = look(patterns);
        if (seen instanceof ObservedSource.Unreachable refused) {
            throw new LocalException(
                    "The source cannot be read: " + refused.with(remedies()).message());
        }
        if (seen instanceof ObservedSource.Seen answer
                && answer.problems().stream().anyMatch(p -> stops(p, answer))) {
            throw new LocalException(answer.problems().stream()
                    .map(Problem::message)
                    .collect(Collectors.joining(
                            "\n- ", "The source " + address() + " cannot be captured as it is:\n- ", "")));
        }
    }

    private static boolean stops(Problem problem, ObservedSource.Seen seen) {
        return !problem.ofTables() || !seen.log().begun();
    }

    /**
     * What is wrong with it, each with the way out, or good to know; empty when nothing is, or nobody could be asked. Of one that is the
     * pipeline's own, what is good to know: it is asked as its owner, who may not do what the pipeline's user may.
     */
    public List<String> problems() {
        if (!(look(List.of()) instanceof ObservedSource.Seen seen)) {
            return List.of();
        }
        Stream<String> problems =
                endpoints.external() ? seen.problems().stream().map(Problem::message) : Stream.empty();
        return Stream.concat(problems, seen.notes().stream()).toList();
    }

    /** The pipeline's slot, unless there is none, or nobody who could be asked. */
    public Optional<ObservedSlot.Present> slot() {
        return look(List.of()) instanceof ObservedSource.Seen seen && seen.log() instanceof ObservedSlot.Present present
                ? Optional.of(present)
                : Optional.empty();
    }

    /** MariaDB's log, unless there is nobody who could be asked. */
    public Optional<ObservedBinlog> binlog() {
        return look(List.of()) instanceof ObservedSource.Seen seen && seen.log() instanceof ObservedBinlog binlog
                ? Optional.of(binlog)
                : Optional.empty();
    }

    /** Takes away what stands in the database for this pipeline only. */
    public SlotRemoval drop() {
        return new DatabaseProbe().leave(address(), login(), needs(List.of()));
    }

    private ObservedSource look(List<String> patterns) {
        return new DatabaseProbe().look(address(), login(), needs(patterns));
    }

    private SourceNeeds needs(List<String> patterns) {
        Binlog binlog = endpoints.binlog();
        if (binlog != null) {
            return new MariaDbNeeds(
                    binlog.serverId(),
                    patterns,
                    Pattern.compile(endpoints.tables()),
                    !endpoints.external(),
                    binlog.copies(),
                    ConnectorOffsets.ask(endpoints).orElse(null));
        }
        return new PostgresNeeds(
                endpoints.slot(),
                endpoints.publication(),
                patterns,
                Pattern.compile(endpoints.tables()),
                false,
                WalLimit.NONE);
    }

    DatabaseAddress address() {
        return new DatabaseAddress(endpoints.host(), endpoints.port(), endpoints.database(), tls());
    }

    private DatabaseTls tls() {
        SourceTls tls = endpoints.tls();
        if (tls == null) {
            return DatabaseTls.none();
        }
        return new DatabaseTls(
                PostgresqlTlsMode.ofSslMode(tls.mode()),
                tls.authorityFile() == null ? null : text(tls.authorityFile()));
    }

    /** Secrets are folders here, and bear the names that the manifest gives them. */
    private Remedies remedies() {
        SourceTls tls = endpoints.tls();
        return new Remedies(
                endpoints.binlog() == null ? Remedies.Kind.POSTGRESQL : Remedies.Kind.MARIADB,
                false,
                secret(endpoints.passwordFile()),
                tls == null
                        ? null
                        : new PostgresqlTls(
                                PostgresqlTlsMode.ofSslMode(tls.mode()),
                                tls.authorityFile() == null ? null : secret(tls.authorityFile())));
    }

    private static String secret(String file) {
        return Path.of(file).getParent().getFileName().toString();
    }

    private Login login() {
        return new Login(endpoints.user(), new SourceDatabase(endpoints).password());
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
