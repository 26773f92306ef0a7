package io.cdcpipeline.api;

/** Names of settings that the pipeline decides: with another value, changes would be lost, misread or mixed up. */
public final class OwnedSettings {

    /** Of Debezium's connector. */
    public static final String CONNECTOR = "^("
            + "name|connector\\.class|tasks\\.max|plugin\\.name"
            + "|(cdc|database|slot|publication|topic|heartbeat|signal|errors|transforms|predicates|converters"
            + "|key\\.converter|value\\.converter|header\\.converter|config\\.providers)(\\..*)?"
            + "|(table|schema)\\.(include|exclude)\\.list|message\\.prefix\\..*"
            + "|snapshot\\.(mode(\\..*)?|isolation\\.mode|select\\.statement\\.overrides(\\..*)?|include\\.collection\\.list)"
            + "|(decimal|interval|binary|hstore|money)\\..*|time\\.precision\\.mode|include\\.unknown\\.datatypes"
            + "|(column|datatype)\\.propagate\\.source\\.type|(schema|field)\\.name\\.adjustment\\.mode"
            + "|unavailable\\.value\\.placeholder|tombstones\\.on\\.delete|skipped\\.operations"
            + "|skip\\.messages\\.without\\.change|provide\\.transaction\\.metadata|sourceinfo\\.struct\\.maker"
            + "|event\\..*|schema\\.history\\..*|binlog\\.buffer\\.size|connect\\.keep\\.alive\\..*|gtid\\..*|(flush\\.lsn|lsn\\.flush)\\..*|read\\.only|exactly\\.once\\.support|offsets\\.storage\\.topic"
            + "|producer\\.override\\.(acks|enable\\.idempotence|max\\.in\\.flight\\..*|max\\.request\\.size"
            + "|transactional\\.id|bootstrap\\.servers|security\\..*|sasl\\..*|ssl\\..*)"
            + ")$";

    /** Of Spark. */
    public static final String SPARK = "^spark\\.("
            + "master|remote|submit\\..*|app\\..*|plugins(\\..*)?|jars(\\..*)?|files|pyFiles|archives|kubernetes\\..*"
            + "|driver\\.(cores|memory|host|port|bindAddress)|executor\\.(cores|memory|instances)"
            + "|dynamicAllocation\\..*|cores\\.max"
            + "|sql\\.(extensions|warehouse\\.dir|session\\.timeZone|catalog\\..*|catalogImplementation)"
            + "|sql\\.streaming\\.checkpointLocation"
            + "|sql\\.ansi\\..*|sql\\.storeAssignmentPolicy|sql\\.caseSensitive"
            + "|delta\\.logStore\\..*|databricks\\.delta\\.(write|schema\\.autoMerge)\\..*"
            + "|hadoop\\.fs\\.defaultFS|hadoop\\.fs\\.[a-z0-9]+\\.impl"
            + ")$";

    public static final String MESSAGE = "remove %s; the pipeline sets that itself, from the other fields of its spec";

    /** Of Spark, with a secret as value. */
    public static final String SECRET =
            "(?i)^spark[.].*(secret|password|passwd|[.]token|access[.]key|account[.]key|private[.]key).*$";

    public static final String SECRET_MESSAGE =
            "remove %s; a spec can be read by many, put the value into the Secret that lake.credentials names";

    /** What Spark reads at all. */
    public static final String SPARK_NAME = "^spark[.][-a-zA-Z0-9_.]+$";

    public static final String SPARK_MESSAGE =
            "not a setting of Spark: %s; a name begins with spark. and goes on with letters,"
                    + " digits and . _ - alone";

    private OwnedSettings() {}
}
