package io.cdcpipeline.plan;

/**
 * What the operator's configuration fixes for all pipelines: a pipeline may override an image, nothing else.
 *
 * @param images what the pods run
 * @param versions what the images contain, as far as a resource has to name it
 * @param operatorNamespace where the operator's own pods are
 */
public record Settings(Images images, Versions versions, String operatorNamespace) {

    /**
     * @param postgresql without its tag, which is the pipeline's PostgreSQL version; must keep the contract of the official
     *     image ({@code POSTGRES_PASSWORD_FILE}, {@code /docker-entrypoint-initdb.d})
     * @param mariadb without its tag, likewise; the official image's contract, too ({@code MARIADB_ROOT_PASSWORD_FILE})
     * @param connect Strimzi's Kafka image with the Debezium connector in its plugin path
     * @param job Spark with the streaming job in it
     * @param lab Spark with JupyterLab and the notebooks in it
     */
    public record Images(String postgresql, String mariadb, String connect, String job, String lab) {}

    /**
     * @param kafka of brokers and Connect workers; one that the installed Strimzi supports
     * @param spark of the job's image
     * @param scala of the job's image
     */
    public record Versions(String kafka, String spark, String scala) {}

    /** What this release was built and tested with. */
    public static Settings defaults() {
        return new Settings(
                new Images(
                        "docker.io/library/postgres",
                        "docker.io/library/mariadb",
                        "cdcpipeline/connect:0.1.0",
                        "cdcpipeline/job:0.1.0",
                        "cdcpipeline/lab:0.1.0"),
                new Versions("4.3.1", "3.5.7", "2.12"),
                "cdcpipeline-system");
    }
}
