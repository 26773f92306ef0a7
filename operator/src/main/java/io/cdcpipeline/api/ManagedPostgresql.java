package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.ResourceRequirements;

@Wire
@ValidationRule(
        value = ManagedPostgresql.VERSION_RULE,
        fieldPath = ".version",
        message = "write a PostgreSQL version from 14 to 18, such as 17 or 17.11")
@ValidationRule(
        value = "self.version.split('.')[0] == oldSelf.version.split('.')[0]",
        fieldPath = ".version",
        message = "the major version can't change: its data files are not those of another; create a second pipeline"
                + " with the new version and move the data")
@ValidationRule(
        value = "self.storage == oldSelf.storage",
        fieldPath = ".storage",
        message = "can't change: a StatefulSet keeps its claim as it was created; expand the PersistentVolumeClaim"
                + " data-<pipeline>-db-0 itself")
public record ManagedPostgresql(
        @JsonPropertyDescription(
                "The version of PostgreSQL, from 14 to 18, which is also the tag of its image; the minor"
                        + " version may follow, as in 17.11. The major version can't change. The default is 17.")
        @Default("'17'")
        @Size(min = 1, max = 10)
        String version,

        @JsonPropertyDescription("The volume that holds the data. It can't change. The default is 10Gi of the cluster's"
                + " default storage class.")
        @Default("{}")
        Storage storage,

        @JsonPropertyDescription("SQL that is run once, in the new database, before anything is captured.")
        InitSql initSql,

        @JsonPropertyDescription(
                "CPU and memory of the database's container. By default it requests 100m and 256Mi, without"
                        + " limits.")
        @SchemaFrom(type = Resources.class)
        ResourceRequirements resources) {

    public static final String VERSION = "^1[4-8](\\.[0-9]+)?$";
    public static final String VERSION_RULE = "self.version.matches(r'" + VERSION + "')";

    public ManagedPostgresql {
        version = version == null ? "17" : version;
        storage = storage == null ? new Storage(null, null) : storage;
    }
}
