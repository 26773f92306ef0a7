package io.cdcpipeline.report;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a known secret may be written in a text. */
final class SecretForms {

    /** A shorter one is looked for as a word of its own: it is a piece of too many others. */
    private static final int SHORT = 4;

    private static final int LONG_LINE = 12;
    private static final String NEVER = "(?!)";

    private SecretForms() {}

    /** Finds any of them; the longest first, of which another may be a part. */
    static Pattern of(Collection<String> secrets) {
        Set<String> forms =
                new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(String::compareTo));
        secrets.stream()
                .filter(secret -> !secret.isBlank())
                .flatMap(SecretForms::forms)
                .forEach(forms::add);
        return Pattern.compile(
                forms.isEmpty()
                        ? NEVER
                        : forms.stream().map(SecretForms::pattern).collect(Collectors.joining("|")));
    }

    private static Stream<String> forms(String secret) {
        String bare = secret.strip();
        Stream<String> lines = bare.lines().map(String::strip).filter(line -> line.length() >= LONG_LINE);
        return Stream.of(
                        Stream.of(
                                bare,
                                new String(JsonStringEncoder.getInstance().quoteAsString(bare)),
                                bare.replace("'", "''")),
                        Stream.of(URLEncoder.encode(bare, StandardCharsets.UTF_8), base64(secret), base64(bare)),
                        Stream.of(urlSafe(secret), urlSafe(bare)),
                        lines)
                .flatMap(forms -> forms);
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String urlSafe(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String pattern(String form) {
        return form.length() < SHORT ? "(?<!\\w)" + Pattern.quote(form) + "(?!\\w)" : Pattern.quote(form);
    }
}
