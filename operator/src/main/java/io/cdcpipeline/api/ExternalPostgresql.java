package io.cdcpipeline.api;

public record ExternalPostgresql(String host, Integer port, Credentials credentials, PostgresqlTls tls) {

    public ExternalPostgresql {
        port = port == null ? 5432 : port;
    }
}
