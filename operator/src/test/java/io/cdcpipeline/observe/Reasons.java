package io.cdcpipeline.observe;

import io.cdcpipeline.source.Refusal;
import io.cdcpipeline.testing.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The reasons of conditions that the operator's sources write, with the kind of each. Strimzi's and kubelet's are theirs. */
final class Reasons {

    private static final Pattern CONDITION =
            Pattern.compile("new StageCondition\\.(\\w+)\\(\\s*(?:\"(\\w+)\"|([A-Z_]+)),");
    /** Preflight's problems, and what Refused writes by way of a method. */
    private static final Pattern FAILURE =
            Pattern.compile("\\b(?:problem|failed|tables)\\((?:[^\"();]*,)?\\s*\"([A-Z][A-Za-z]+)\"");

    private static final Pattern OPERATION =
            Pattern.compile("(?:Outcome\\.(?:Pending|Failed)\\(|later\\((?:\\s*\\w+,)?)\\s*\"([A-Z][A-Za-z]+)\"");

    private static final Pattern EVENT =
            Pattern.compile("PipelineEvent\\.(?:warning|normal)\\(\\s*\"([A-Z][A-Za-z]+)\"");

    private Reasons() {}

    /** Those of a CdcOperation's conditions. */
    static Set<String> ofOperations() throws IOException {
        return matches(OPERATION);
    }

    /** Those of events, beside the reasons of conditions. */
    static Set<String> ofEvents() throws IOException {
        return matches(EVENT);
    }

    private static Set<String> matches(Pattern pattern) throws IOException {
        Set<String> reasons = new LinkedHashSet<>();
        each(file -> pattern.matcher(text(file)).results().forEach(match -> reasons.add(match.group(1))));
        return reasons;
    }

    /** Kind (as {@link StageCondition} has them) and reason. */
    static Set<Map.Entry<String, String>> ofTheSources() throws IOException {
        Set<Map.Entry<String, String>> reasons = new LinkedHashSet<>();
        each(file -> collect(file, reasons));
        for (Refusal refusal : Refusal.values()) {
            reasons.add(Map.entry(refusal == Refusal.STARTING ? "Waiting" : "Failed", refusal.code()));
        }
        return reasons;
    }

    private static void each(Consumer<Path> reader) throws IOException {
        Path sources = Checkout.root().resolve("operator/src/main/java/io/cdcpipeline");
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(reader);
        }
    }

    private static void collect(Path file, Set<Map.Entry<String, String>> reasons) {
        String text = text(file);
        Matcher condition = CONDITION.matcher(text);
        while (condition.find()) {
            String reason = condition.group(2) == null ? constant(text, condition.group(3)) : condition.group(2);
            reasons.add(Map.entry(condition.group(1), reason));
        }
        if (List.of("Preflight.java", "MariaDbPreflight.java", "Refused.java")
                .contains(file.getFileName().toString())) {
            FAILURE.matcher(text).results().forEach(match -> reasons.add(Map.entry("Failed", match.group(1))));
        }
    }

    private static String constant(String text, String name) {
        Matcher value = Pattern.compile("String " + name + " =\\s*\"(\\w+)\"").matcher(text);
        if (!value.find()) {
            throw new AssertionError(name + " is not in the file that uses it: the reasons can't be told");
        }
        return value.group(1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
