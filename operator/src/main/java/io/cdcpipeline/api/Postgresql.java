package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;

/** Exactly one of {@code managed}, {@code external} and {@code cnpg} is set. */
@Wire
@ValidationRule(
        value = Postgresql.ONE_RULE,
        message =
                "set exactly one of managed (a database that the pipeline runs; {} takes all defaults), external (one that exists)"
                        + " and cnpg (one that CloudNativePG runs)")
@ValidationRule(
        value = "has(self.managed) == has(oldSelf.managed) && has(self.cnpg) == has(oldSelf.cnpg)",
        message = "managed, external and cnpg can't replace each other: the slot and the position in it belong to one"
                + " database; delete the pipeline and create it anew")
@ValidationRule(
        value = Postgresql.DATABASE_RULE,
        fieldPath = ".database",
        message =
                "write a database name of letters, digits, _, $, - and dots, at most 63 bytes, beginning with a letter"
                        + " or _; template0 and template1 are PostgreSQL's own")
@ValidationRule(
        value = "self.database == oldSelf.database",
        fieldPath = ".database",
        message = "can't change: the slot and the position in it belong to one database; delete the pipeline and create"
                + " it anew")
@ValidationRule(
        value = Postgresql.BUDGET_RULE,
        fieldPath = ".walBudget.size",
        message = "write less than managed.storage.size: the log lies on the volume that the data lie on")
public record Postgresql(
        @JsonPropertyDescription("The name of the database, at most 63 bytes. It can't change.")
        @Required
        @Size(min = 1, max = 63)
        String database,

        @JsonPropertyDescription(
                "A PostgreSQL that the pipeline runs, with one instance. The empty object {} takes all" + " defaults.")
        ManagedPostgresql managed,

        @JsonPropertyDescription("A PostgreSQL that exists already, with wal_level=logical.")
        ExternalPostgresql external,

        @JsonPropertyDescription("A PostgreSQL that CloudNativePG runs in the pipeline's namespace.")
        CloudNativePg cnpg,

        @JsonPropertyDescription(
                "How much of its write-ahead log the source may keep because this pipeline has not read it yet, and what"
                        + " happens then.")
        WalBudget walBudget)
        implements SourceKind {

    public static final String ONE_RULE =
            "[has(self.managed), has(self.external), has(self.cnpg)].filter(set, set).size() == 1";
    public static final String DATABASE = "^[\\p{L}_][\\p{L}\\p{N}_$.-]*$";
    public static final String DATABASE_RULE = "self.database.matches(r'" + DATABASE
            + "') && size(bytes(self.database)) <= 63" + " && !(self.database in ['template0', 'template1'])";

    public static final String BUDGET_RULE =
            "!has(self.managed) || !has(self.walBudget) || !has(self.walBudget.size) || !isQuantity(self.walBudget.size)"
                    + " || !isQuantity(self.managed.storage.size)"
                    + " || quantity(self.walBudget.size).compareTo(quantity(self.managed.storage.size)) < 0";

    @Override
    public boolean ownDatabase() {
        return managed != null;
    }

    @Override
    public Optional<Credentials> credentials() {
        return cnpg == null
                ? Optional.ofNullable(external).map(ExternalPostgresql::credentials)
                : Optional.of(cnpg.credentials());
    }

    @Override
    public Optional<PostgresqlTls> tls() {
        return cnpg == null ? Optional.ofNullable(external).map(ExternalPostgresql::tls) : Optional.of(cnpg.tls());
    }

    @Override
    public String title() {
        return "PostgreSQL";
    }
}
