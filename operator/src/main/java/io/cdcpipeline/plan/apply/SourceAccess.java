package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.api.Repair;
import io.cdcpipeline.api.RepairMode;
import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.event.SourceKind;
import io.cdcpipeline.plan.ColumnSettings;
import io.cdcpipeline.plan.Fills;
import io.cdcpipeline.plan.MountedSecret;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.TablePatterns;
import io.cdcpipeline.plan.source.Database;
import java.util.Optional;

/** How the job reaches the database, to read whole tables from it. */
final class SourceAccess {

    private SourceAccess() {}

    /** Empty where the job could not read what the connector sends. */
    static Optional<Database> of(Scope scope) {
        return Fills.arePossible(scope) ? Optional.of(Database.of(scope)) : Optional.empty();
    }

    /** Null where it is not reached. */
    static SourceDatabase document(Scope scope) {
        return of(scope).map(database -> document(scope, database)).orElse(null);
    }

    private static SourceDatabase document(Scope scope, Database database) {
        boolean mariadb = scope.spec().source().kind() instanceof Mariadb;
        return new SourceDatabase(
                database.host(),
                database.port(),
                database.name(),
                JobVolumes.DATABASE_PATH,
                database.tls().map(SourceAccess::encryption).orElse(null),
                mariadb ? null : scope.names().publication(),
                mariadb ? null : scope.names().slot(),
                Fills.areWanted(scope) ? TablePatterns.captured(scope.spec()) : null,
                scope.spec().source().snapshotParallelism(),
                ColumnSettings.of(scope, JobVolumes.MASK_SALT_PATH),
                mariadb ? SourceKind.MARIADB : null,
                mariadb ? scope.names().connectOffsets() : null);
    }

    private static SourceDatabase.Tls encryption(PostgresqlTls tls) {
        String authority = tls.caSecret() == null ? null : JobVolumes.DATABASE_CA_PATH + "/" + MountedSecret.AUTHORITY;
        return new SourceDatabase.Tls(tls.mode().sslMode(), authority);
    }

    /** Null for the default: a job of a release that knows no repairs reads its document, too. */
    static io.cdcpipeline.contract.Repair repair(Repair repair) {
        var document = new io.cdcpipeline.contract.Repair(repair.mode() == RepairMode.AUTOMATIC, repair.maxPerDay());
        return document.equals(io.cdcpipeline.contract.Repair.DEFAULT) ? null : document;
    }
}
