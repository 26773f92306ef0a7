package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.ResourceRequirements;

@Wire
@ValidationRule(
        value = ManagedMariadb.VERSION_RULE,
        fieldPath = ".version",
        message =
                "write a MariaDB version with long support, 10.6, 10.11, 11.4 or 11.8, or one of its releases, such as 11.4.5")
@ValidationRule(
        value = "self.version.split('.')[0] == oldSelf.version.split('.')[0]"
                + " && self.version.split('.')[1] == oldSelf.version.split('.')[1]",
        fieldPath = ".version",
        message =
                "can't change but for its last number: create a second pipeline with the new version and move the data")
@ValidationRule(
        value = ManagedMariadb.DATABASE_RULE,
        fieldPath = ".database",
        message =
                "write a name of letters, digits, _, $ and -, at most 64; mysql, sys and the schemas are MariaDB's own")
@ValidationRule(
        value = "self.database == oldSelf.database",
        fieldPath = ".database",
        message = "can't change: it is made once")
@ValidationRule(
        value = "self.storage == oldSelf.storage",
        fieldPath = ".storage",
        message = "can't change: a StatefulSet keeps its claim as it was created; expand the PersistentVolumeClaim"
                + " data-<pipeline>-db-0 itself")
public record ManagedMariadb(
        @JsonPropertyDescription(
                "The version of MariaDB, 10.6, 10.11, 11.4 or 11.8, which is also the tag of its image; the last number"
                        + " may follow, as in 11.4.5. Only that can change. The default is 11.4.")
        @Default("'11.4'")
        @Size(min = 1, max = 12)
        String version,

        @JsonPropertyDescription(
                "The database that is made, up to 64 characters: the first part of patterns in tables. The user app may do all in"
                        + " it. It can't change. The default is app.")
        @Default("app")
        @Size(min = 1, max = 64)
        String database,

        @JsonPropertyDescription(
                "The volume that holds the data, and up to its half the binary log. It can't change. The"
                        + " default is 10Gi of the cluster's default storage class.")
        @Default("{}")
        Storage storage,

        @JsonPropertyDescription("SQL that is run once, in the new database, before anything is captured.")
        InitSql initSql,

        @JsonPropertyDescription(
                "CPU and memory of the database's container. By default it requests 100m and 512Mi, without"
                        + " limits.")
        @SchemaFrom(type = Resources.class)
        ResourceRequirements resources) {

    public static final String VERSION = "^(10\\.(6|11)|11\\.(4|8))(\\.[0-9]+)?$";
    public static final String VERSION_RULE = "self.version.matches(r'" + VERSION + "')";
    public static final String DATABASE = "^[A-Za-z0-9_$-]+$";
    public static final String DATABASE_RULE = "self.database.matches(r'" + DATABASE
            + "') && !(self.database.lowerAscii() in ['mysql', 'sys', 'information_schema', 'performance_schema'])";

    public ManagedMariadb {
        version = version == null ? "11.4" : version;
        database = database == null ? "app" : database;
        storage = storage == null ? new Storage(null, null) : storage;
    }
}
