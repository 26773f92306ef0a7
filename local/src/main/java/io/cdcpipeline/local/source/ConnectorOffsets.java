package io.cdcpipeline.local.source;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.source.GtidPosition;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/** Asks the Connect worker how far the connector has read MariaDB's log. */
public final class ConnectorOffsets {

    private static final int LIMIT_MILLIS = 5_000;
    private static final JsonMapper JSON = new JsonMapper();

    private ConnectorOffsets() {}

    /** What lies before has been acknowledged by Kafka; empty when it has not begun, or nobody answers. */
    public static Optional<GtidPosition> ask(Endpoints endpoints) {
        URI place = URI.create(
                endpoints.connectUrl() + "/connectors/" + endpoints.binlog().connector() + "/offsets");
        try {
            HttpURLConnection connection = (HttpURLConnection) place.toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                return GtidPosition.ofOffsets(JSON.readTree(in));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
