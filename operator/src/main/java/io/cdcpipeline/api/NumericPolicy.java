package io.cdcpipeline.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code numeric} without precision becomes in the lake: {@code Text}, or {@code Decimal(precision,scale)}.
 *
 * @param precision 1 to 38
 * @param scale 0 to precision
 */
public record NumericPolicy(int precision, int scale) {

    public static final String PATTERN = "^(Text|Decimal[(]([1-9]|[12][0-9]|3[0-8]),([0-9]|[12][0-9]|3[0-8])[)])$";

    /** Where the field is set, Delta knows such a decimal. */
    public static final String RULE = "!has(self.numeric) || self.numeric == 'Text' || !self.numeric.contains(',')"
            + " || int(self.numeric.split(',')[1].replace(')', ''))"
            + " <= int(self.numeric.split(',')[0].replace('Decimal(', ''))";

    public static final String MESSAGE =
            "the second number, the scale, is at most the first, the precision: Decimal(38,10), or write Text";

    private static final Pattern DECIMAL = Pattern.compile("Decimal[(]([0-9]+),([0-9]+)[)]");

    /** Empty for a text. */
    public static Optional<NumericPolicy> of(String written) {
        Matcher decimal = DECIMAL.matcher(written);
        return decimal.matches()
                ? Optional.of(new NumericPolicy(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))))
                : Optional.empty();
    }

    public boolean isExact() {
        return scale <= precision;
    }
}
