package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What one pipeline should be. A record applies the same defaults as the API server, for where there is none. */
@Wire
@ValidationRule(
        value = CdcPipelineSpec.TABLES_RULE,
        fieldPath = ".tables",
        messageExpression = "'" + CdcPipelineSpec.TABLES_MESSAGE + "'.format([self.tables.filter(t, !t.matches("
                + CdcPipelineSpec.TABLE + "))])",
        message = "not all are table patterns")
@ValidationRule(
        value = CdcPipelineSpec.DROPS_RULE,
        fieldPath = ".onDrop",
        message =
                "only with source.snapshot Initial does anybody look which tables are dropped; set it, or onDrop: Keep")
@ValidationRule(
        value = CdcPipelineSpec.LAB_RULE,
        fieldPath = ".lab",
        message = "the notebooks ask a PostgreSQL database; leave lab out with source.mariadb")
@ValidationRule(
        value = CdcPipelineSpec.DROPS_IN_MARIADB_RULE,
        fieldPath = ".onDrop",
        message = "nobody looks which tables a MariaDB server has dropped, so far; leave onDrop out, or set Keep")
@ValidationRule(
        value = CdcPipelineSpec.TYPES_RULE,
        fieldPath = ".types",
        message = "these are about PostgreSQL's types; leave types out with source.mariadb")
@ValidationRule(
        value = CdcPipelineSpec.COLUMNS_RULE,
        fieldPath = ".tableSettings",
        message =
                "columns are masked, and keys given, with a PostgreSQL database only, so far; leave columns and key out with source.mariadb")
@ValidationRule(
        value = CdcPipelineSpec.SALT_RULE,
        fieldPath = ".maskSalt",
        message = "tableSettings has columns with mask: Hash; name a Secret with a salt of 16 bytes or more")
@ValidationRule(
        value = CdcPipelineSpec.DATABASE_PEERS_RULE,
        fieldPath = ".networkPolicies.database",
        message = "only the pods of a managed database are the pipeline's to close; leave database out")
@ValidationRule(
        value = CdcPipelineSpec.LAB_PEERS_RULE,
        fieldPath = ".networkPolicies.lab",
        message = "this pipeline has no lab; set spec.lab, or leave networkPolicies.lab out")
@ValidationRule(
        value = CdcPipelineSpec.CAPTURES_RULE,
        fieldPath = ".tables",
        message = "every pattern excludes; add one that captures, such as public.*")
public record CdcPipelineSpec(
        @JsonPropertyDescription(
                "Stops capture and apply when true. Slot, topics, checkpoint and tables are kept, so that"
                        + " nothing is lost when it is false again; meanwhile the source retains its write-ahead log."
                        + " The default is false.")
        @Default("false")
        Boolean suspend,

        @JsonPropertyDescription("What happens to the volumes of a managed database and a managed Kafka, to topics and"
                + " to the lake's volume when the pipeline is deleted: Retain keeps them, Delete removes them."
                + " The replication slot and the publication always go, because a slot that nobody reads fills the"
                + " source's disk. The default is Retain.")
        @Default("Retain")
        DeletionPolicy deletionPolicy,

        @JsonPropertyDescription("The database whose changes are captured.") @Required
        Source source,

        @JsonPropertyDescription("The tables that are captured: 1 to 1000 patterns schema.table, where * stands for any"
                + " characters and ? for one; a leading ! excludes what it matches, wherever it stands in the list."
                + " Names are compared as PostgreSQL stores them, upper and lower case differ.")
        @Required
        @Size(min = 1, max = 1000)
        List<@Size(max = 130) String> tables,

        @JsonPropertyDescription(
                "What captured tables are in the lake, where they are not as the defaults say, up to 1000: of those that match a"
                        + " table the first counts, and it captures none by itself. The default is none.")
        @Size(max = 1000)
        List<TableSetting> tableSettings,

        @JsonPropertyDescription(
                "The salt of columns that tableSettings masks with Hash: at least 16 bytes in a Secret. Who knows it finds values by"
                        + " trying; who loses it can hash no more values to the same. Another one fails the tables that have such columns"
                        + " until they are made anew.")
        MaskSalt maskSalt,

        @JsonPropertyDescription("What becomes of values for which Delta has no one type; the default loses nothing. A"
                + " table that is in the lake keeps the types of its columns until it is made anew.")
        @Default("{}")
        Types types,

        @JsonPropertyDescription(
                "What becomes of a table that is known to lack something, because changes were lost, or"
                        + " somebody changed it in the lake. The default fills it anew, up to three times a day.")
        @Default("{}")
        Repair repair,

        @JsonPropertyDescription(
                "What becomes of the lake's table when the source's is dropped, or renamed, and all its changes before that are"
                        + " here. Keep: it stays as it was at the end. Drop: its folder is removed, unless it is known to lack"
                        + " something. A table that only leaves the publication, or cannot be read, is none of them. Either way"
                        + " one that is made again is filled anew. The default is Keep.")
        @Default("Keep")
        OnDrop onDrop,

        @JsonPropertyDescription(
                "Points at which all tables can be read as the source was at one place of its log, whole"
                        + " transactions only: for each, the table points in the pipeline's folder of the lake says which version of each"
                        + " table that is. The default makes one every 10 seconds while changes come.")
        @Default("{}")
        Points points,

        @JsonPropertyDescription(
                "Compares source and lake by themselves, table by table, while changes go on. What differs is"
                        + " repaired as repair says. Without it only cdc verify and a CdcOperation do.")
        Verify verify,

        @JsonPropertyDescription("The Kafka that carries the changes. The default is a managed Kafka of one node.")
        @Default("{}")
        Broker broker,

        @JsonPropertyDescription("The Kafka Connect workers that run Debezium. The default is one worker.")
        @Default("{}")
        Connect connect,

        @JsonPropertyDescription("Where the Delta tables are written.") @Required
        LakeSpec lake,

        @JsonPropertyDescription("The Spark job that writes the Delta tables. The default runs in one pod.")
        @Default("{}")
        Job job,

        @JsonPropertyDescription(
                "JupyterLab beside the pipeline, with notebooks that reach the database, the topics and a lake on a volume or"
                        + " in S3. {} takes the defaults. How to open it stands in status.lab. It is no part of the pipeline: whether it runs is told"
                        + " by the condition LabReady, on which Ready does not depend. Without this field there is none; the"
                        + " volume with the users' work then stays or goes as deletionPolicy says.")
        Lab lab,

        @JsonPropertyDescription(
                "Closes the pipeline's pods: by a NetworkPolicy each, nobody connects to database, job and lab but the pipeline itself,"
                        + " its operator, and who is listed here. {} lists nobody. The cluster's network has to enforce"
                        + " such policies. Kafka's are Strimzi's, which admit the pipeline's pods alone. Without this field none are made.")
        NetworkPolicies networkPolicies) {

    private static final String SCHEMA = "[^.!\\p{Z}\\p{Cc}\"]([^.\\p{Cc}\"]*[^.\\p{Z}\\p{Cc}\"])?";
    private static final String NAME = "[^\\p{Z}\\p{Cc}\"]([^\\p{Cc}\"]*[^\\p{Z}\\p{Cc}\"])?";
    /** Parts at the first dot, as PostgreSQL's users do; all but the edges may hold spaces. */
    public static final String TABLE_PATTERN = "^!?" + SCHEMA + "\\." + NAME + "$";

    static final String TABLE = "r'" + TABLE_PATTERN + "'";
    public static final String TABLES_RULE = "self.tables.all(t, t.matches(" + TABLE + "))";
    public static final String TABLES_MESSAGE =
            "not a table pattern: %s; write schema.table without quotes, with * for any"
                    + " characters, ? for one, and a leading ! to exclude";
    public static final String CAPTURES_RULE = "self.tables.size() == 0 || self.tables.exists(t, !t.startsWith('!'))";

    /** Where the job copies no tables it does not look at the source's catalogue. */
    public static final String DROPS_RULE = "self.onDrop != 'Drop' || self.source.snapshot == 'Initial'";

    private static final String POSTGRESQL = "has(self.source.postgresql) || ";
    public static final String LAB_RULE = POSTGRESQL + "!has(self.lab)";
    public static final String DROPS_IN_MARIADB_RULE = POSTGRESQL + "self.onDrop != 'Drop'";
    public static final String TYPES_RULE =
            POSTGRESQL + "self.types.infinity == 'Bound' && self.types.numeric == 'Text'"
                    + " && !has(self.types.text) && !has(self.types.overrides)";

    public static final String COLUMNS_RULE =
            POSTGRESQL + "!has(self.tableSettings) || self.tableSettings.all(t, !has(t.columns) && !has(t.key))";
    public static final String SALT_RULE = "has(self.maskSalt) || !has(self.tableSettings)"
            + " || !self.tableSettings.exists(t, has(t.columns) && t.columns.exists(c, has(c.mask) && c.mask == 'Hash'))";

    public static final String DATABASE_PEERS_RULE = "!has(self.networkPolicies) || !has(self.networkPolicies.database)"
            + " || (!has(self.source.postgresql) || has(self.source.postgresql.managed))"
            + " && (!has(self.source.mariadb) || !has(self.source.mariadb.external))";

    public static final String LAB_PEERS_RULE =
            "!has(self.networkPolicies) || !has(self.networkPolicies.lab) || has(self.lab)";

    public CdcPipelineSpec {
        suspend = suspend != null && suspend;
        deletionPolicy = deletionPolicy == null ? DeletionPolicy.RETAIN : deletionPolicy;
        tables = tables == null ? List.of() : List.copyOf(tables);
        tableSettings = tableSettings == null ? List.of() : List.copyOf(tableSettings);
        types = types == null ? Types.DEFAULT : types;
        repair = repair == null ? new Repair(null, null) : repair;
        onDrop = onDrop == null ? OnDrop.KEEP : onDrop;
        points = points == null ? new Points(null, null) : points;
        broker = broker == null ? new Broker(null, null, null) : broker;
        connect = connect == null ? new Connect(null, null, null, null, null) : connect;
        job = job == null ? new Job(null, null, null, null, null, null, null) : job;
    }

    /** The same pipeline, not suspended. */
    public CdcPipelineSpec resumed() {
        return new CdcPipelineSpec(
                false,
                deletionPolicy,
                source,
                tables,
                tableSettings,
                maskSalt,
                types,
                repair,
                onDrop,
                points,
                verify,
                broker,
                connect,
                lake,
                job,
                lab,
                networkPolicies);
    }
}
