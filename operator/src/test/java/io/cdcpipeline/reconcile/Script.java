package io.cdcpipeline.reconcile;

/** How the third parties behave; a test rewrites it as it goes. Null or true: all is well. */
final class Script {

    /** PostgreSQL's pod becomes ready. */
    volatile boolean databaseStarts = true;

    volatile boolean strimziRuns = true;
    volatile boolean sparkOperatorRuns = true;
    /** Spark's operator takes no notice of changes of the spec, as after a restart of it in the wrong moment. */
    volatile boolean sparkOperatorMissesChanges;
    /** Why Strimzi refuses a Kafka. */
    volatile String kafkaTrouble;
    /** A broker ends again and again; Strimzi says nothing of it, for it looks every two minutes only. */
    volatile boolean brokerCrashes;
    /** What the job says of the brokers' volumes, in JSON. */
    volatile String brokers = "[]";
    /** Why Connect refuses the connector's configuration. */
    volatile String connectorTrouble;
    /** The stack trace of a task that has failed since. */
    volatile String taskTrace = "";

    volatile boolean connectAnswers = true;

    /** Up to where a connector has read MariaDB's log. */
    volatile String gtids = "";

    /** Why the driver's image is not pulled. */
    volatile String driverImageTrouble;

    volatile boolean jobAnswers = true;
    volatile String jobState = "Running";
    volatile String jobMessage;
    volatile double lagSeconds = 0.4;
    volatile long deadLetters;
    volatile String tableState = "Live";
    volatile String tableMessage;
}
