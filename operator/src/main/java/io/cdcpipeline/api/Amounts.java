package io.cdcpipeline.api;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and durations as a manifest writes them. */
public final class Amounts {

    /** Kubernetes' syntax of a quantity; fabric8's own class takes more. */
    private static final Pattern QUANTITY =
            Pattern.compile("[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?");

    private static final BigDecimal LEAST = Quantity.getAmountInBytes(new Quantity("1Mi"));

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,8})(ms|s|m)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L);

    private Amounts() {}

    /** A quantity of 1Mi or more. */
    public static boolean isSize(String text) {
        return QUANTITY.matcher(text).matches()
                && Quantity.getAmountInBytes(Quantity.parse(text)).compareTo(LEAST) >= 0;
    }

    /** @param least and {@code most}: bounds in milliseconds, both included */
    public static boolean lasts(String text, long least, long most) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            return false;
        }
        long millis = Long.parseLong(duration.group(1)) * MILLIS.get(duration.group(2));
        return least <= millis && millis <= most;
    }
}
