package io.cdcpipeline.local.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * At what moment the lake is read, as the job takes it.
 *
 * @param how by what it is told
 * @param when the moment
 */
public record Moment(String how, String when) {

    /** All tables at one point. */
    public static Moment atPoint(String point) {
        return new Moment("at-point", point);
    }

    /** Tables that keep versions. @param when a time or a place of the source's log */
    public static Moment asOf(String when) {
        return new Moment("as-of", when);
    }

    String argument() {
        return how + "=" + when;
    }

    String query() {
        return how + "=" + URLEncoder.encode(when, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
