package io.cdcpipeline.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.regex.Pattern;

/** What the API server said when it refused, without what the client and its Java wrap it in. */
public final class ServerWords {

    /** The server's own preface to what a webhook or a store of its said. */
    private static final String PREFACE = "Internal error occurred: ";

    /** The near end of a connection is another one at each attempt, and a status is written when it changes. */
    private static final Pattern NEAR_END = Pattern.compile("[\\w.:\\[\\]]+:\\d+->");

    private ServerWords() {}

    /** One line or more, never empty; the same for the same refusal, however often it comes. */
    public static String of(KubernetesClientException e) {
        if (e.getStatus() != null && e.getStatus().getMessage() != null) {
            String said = e.getStatus().getMessage().strip();
            String bare = said.startsWith(PREFACE) ? said.substring(PREFACE.length()) : said;
            return NEAR_END.matcher(bare).replaceAll("");
        }
        return silent(e) ? "the API server does not answer: " + innermost(e) : "HTTP " + e.getCode();
    }

    /** No answer came. */
    static boolean silent(KubernetesClientException e) {
        return e.getCode() <= 0;
    }

    private static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
}
