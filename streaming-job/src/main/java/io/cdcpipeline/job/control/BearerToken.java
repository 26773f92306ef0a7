package io.cdcpipeline.job.control;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** What somebody has to show, as {@code Authorization: Bearer <token>}. */
public record BearerToken(String text) {

    /** Blanks around it do not count. */
    public static BearerToken read(Path file) throws IOException {
        return new BearerToken(Files.readString(file).strip());
    }

    /** Nobody can show an empty one. The comparison takes the same time whatever is shown. */
    public boolean isShownBy(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null && !text.isEmpty() && MessageDigest.isEqual(bytes(given), bytes("Bearer " + text));
    }

    private static byte[] bytes(String shown) {
        return shown.getBytes(StandardCharsets.UTF_8);
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "BearerToken";
    }
}
