package io.cdcpipeline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A pipeline that {@code ./cdc up} runs on this machine, as its {@code endpoints.json} describes it. */
record Endpoints(
        String jdbcUrl, String user, Path passwordFile, Path lake, URI statusUrl, String bootstrapServers, long job) {

    static Endpoints of(Path dir) throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(dir.resolve("endpoints.json").toFile());
        return new Endpoints(
                json.required("jdbcUrl").asText(),
                json.required("user").asText(),
                Path.of(json.required("passwordFile").asText()),
                folder(json.required("lake").asText()),
                URI.create(json.required("statusUrl").asText()),
                json.required("bootstrapServers").asText(),
                json.required("pids").required("apply").asLong());
    }

    private static Path folder(String place) {
        return place.startsWith("file:") ? Path.of(URI.create(place).getPath()) : Path.of(place);
    }

    Connection connect() throws SQLException, IOException {
        return DriverManager.getConnection(
                jdbcUrl, user, Files.readString(passwordFile).strip());
    }
}
