package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@Wire
@ValidationRule(
        value = ExternalPostgresql.HOST_RULE,
        fieldPath = ".host",
        message = "write a host name or an IP address alone; the port has a field of its own")
public record ExternalMariadb(
        @JsonPropertyDescription("The database server's host name or IP address, as the cluster's pods reach it.")
        @Required
        @Size(min = 1, max = 253)
        String host,

        @JsonPropertyDescription("The database server's port, 1 to 65535. The default is 3306.")
        @Default("3306")
        @Min(1)
        @Max(65535)
        Integer port,

        @JsonPropertyDescription(
                "The user that reads the changes. It needs REPLICATION SLAVE and BINLOG MONITOR, SELECT on the captured"
                        + " tables, and RELOAD or LOCK TABLES unless source.snapshot is Never.")
        @Required
        Credentials credentials,

        @JsonPropertyDescription("How the connection is protected. Without it, the connection is not encrypted.")
        PostgresqlTls tls) {

    /** Where in a manifest it stands. */
    public static final String PATH = "spec.source.mariadb.external";

    public ExternalMariadb {
        port = port == null ? 3306 : port;
    }
}
