package io.cdcpipeline.manifest;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.api.Amounts;
import io.cdcpipeline.api.Broker;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CdcPipelineSpec;
import io.cdcpipeline.api.Connector;
import io.cdcpipeline.api.Driver;
import io.cdcpipeline.api.ExternalKafka;
import io.cdcpipeline.api.ExternalPostgresql;
import io.cdcpipeline.api.Job;
import io.cdcpipeline.api.LakeSpec;
import io.cdcpipeline.api.LakeVolume;
import io.cdcpipeline.api.ManagedKafka;
import io.cdcpipeline.api.ManagedPostgresql;
import io.cdcpipeline.api.NumericPolicy;
import io.cdcpipeline.api.OwnedSettings;
import io.cdcpipeline.api.Points;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.api.Source;
import io.cdcpipeline.api.Storage;
import io.cdcpipeline.api.Verify;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the definition's CEL rules say of a manifest, where no API server evaluates them. A rule is found by its text, so
 * that it holds wherever the definition has it, and says what the definition says. Rules about a change ({@code oldSelf})
 * have nothing to compare with.
 */
final class Rules {

    /** A rule in Java: what it has against a value, given the message that the definition has for it. */
    private interface Rule {
        Optional<String> complaint(JsonNode self, String message);
    }

    private static final Map<String, Rule> RULES = Map.ofEntries(
            entry(CdcPipeline.NAME_RULE, must(self -> named(text(self.path("metadata"), "name")))),
            entry(
                    CdcPipelineSpec.TABLES_RULE,
                    naming(CdcPipelineSpec.TABLES_MESSAGE, tables().andThen(not(CdcPipelineSpec.TABLE_PATTERN)))),
            entry(
                    CdcPipelineSpec.DROPS_RULE,
                    must(self -> !text(self, "onDrop").equals("Drop")
                            || text(self.path("source"), "snapshot").equals("Initial"))),
            entry(
                    CdcPipelineSpec.CAPTURES_RULE,
                    must(self -> self.path("tables").isEmpty()
                            || tables().apply(self).anyMatch(table -> !table.startsWith("!")))),
            entry(NumericPolicy.RULE, must(self -> NumericPolicy.of(
                            self.path("numeric").asText())
                    .filter(decimal -> !decimal.isExact())
                    .isEmpty())),
            entry(Source.HEARTBEAT_RULE, must(self -> Amounts.lasts(text(self, "heartbeat"), 100, 600_000))),
            entry(
                    Points.EVERY_RULE,
                    must(self ->
                            text(self, "every").equals("0s") || Amounts.lasts(text(self, "every"), 1_000, 3_600_000))),
            entry(
                    Verify.EVERY_RULE,
                    must(self -> text(self, "every").endsWith("m")
                            && Amounts.lasts(text(self, "every"), 600_000, 2_592_000_000L))),
            entry(Postgresql.ONE_RULE, must(self -> one(self, "managed", "external"))),
            entry(Postgresql.DATABASE_RULE, must(self -> database(text(self, "database")))),
            entry(ManagedPostgresql.VERSION_RULE, matches("version", ManagedPostgresql.VERSION)),
            entry(ExternalPostgresql.HOST_RULE, matches("host", ExternalPostgresql.HOST)),
            entry(Storage.SIZE_RULE, must(self -> Amounts.isSize(text(self, "size")))),
            entry(Broker.ONE_RULE, must(self -> one(self, "managed", "strimzi", "external"))),
            entry(ManagedKafka.REPLICAS_RULE, must(self -> Set.of(1, 3, 5)
                    .contains(self.path("replicas").asInt()))),
            entry(ExternalKafka.BOOTSTRAP_RULE, matches("bootstrapServers", ExternalKafka.BOOTSTRAP)),
            entry(
                    Connector.OWNED_RULE,
                    naming(OwnedSettings.MESSAGE, settings("config").andThen(only(OwnedSettings.CONNECTOR)))),
            entry(LakeSpec.ONE_RULE, must(self -> one(self, "path", "volume"))),
            entry(LakeSpec.PATH_RULE, ifSet("path", matches("path", LakeSpec.PATH))),
            entry(LakeSpec.CREDENTIALS_RULE, ifSet("credentials", must(self -> self.has("path")))),
            entry(LakeSpec.LAYOUT_RULE, matches("layout", LakeSpec.LAYOUT)),
            entry(LakeVolume.ONE_RULE, must(self -> one(self, "size", "claim"))),
            entry(LakeVolume.CLASS_RULE, ifSet("className", must(self -> self.has("size")))),
            entry(LakeVolume.SIZE_RULE, ifSet("size", must(self -> Amounts.isSize(text(self, "size"))))),
            entry(Job.TRIGGER_RULE, must(self -> Amounts.lasts(text(self, "trigger"), 0, 600_000))),
            entry(Job.OWNED_RULE, naming(OwnedSettings.MESSAGE, settings("conf").andThen(only(OwnedSettings.SPARK)))),
            entry(
                    Job.SECRET_RULE,
                    naming(OwnedSettings.SECRET_MESSAGE, settings("conf").andThen(only(OwnedSettings.SECRET)))),
            entry(
                    Job.SPARK_RULE,
                    naming(OwnedSettings.SPARK_MESSAGE, settings("conf").andThen(not(OwnedSettings.SPARK_NAME)))),
            entry(Driver.MEMORY_RULE, matches("memory", Driver.MEMORY)));

    private Rules() {}

    /** The rules of the place's own schema that its value breaks. */
    static Stream<Problem> broken(Place place) {
        return StreamSupport.stream(
                        place.schema().path("x-kubernetes-validations").spliterator(), false)
                .filter(rule -> !isAboutChange(rule))
                .flatMap(rule ->
                        complaint(place.value(), rule)
                                .map(message -> place.problem(text(rule, "fieldPath"), message))
                                .stream());
    }

    static boolean isAboutChange(JsonNode rule) {
        return text(rule, "rule").contains("oldSelf");
    }

    private static Optional<String> complaint(JsonNode self, JsonNode rule) {
        Rule ours = RULES.get(text(rule, "rule"));
        if (ours == null) {
            throw new IllegalStateException("Rules has no counterpart of the definition's rule " + text(rule, "rule"));
        }
        return ours.complaint(self, text(rule, "message"));
    }

    private static Rule must(Predicate<JsonNode> holds) {
        return (self, message) -> holds.test(self) ? Optional.empty() : Optional.of(message);
    }

    private static Rule matches(String field, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return must(self -> compiled.matcher(text(self, field)).matches());
    }

    private static Rule ifSet(String field, Rule rule) {
        return (self, message) -> self.has(field) ? rule.complaint(self, message) : Optional.empty();
    }

    /** @param naming takes the culprits */
    private static Rule naming(String naming, Function<JsonNode, Stream<String>> culprits) {
        return (self, message) -> {
            List<String> found = culprits.apply(self).toList();
            return found.isEmpty() ? Optional.empty() : Optional.of(naming.formatted(CelText.list(found.stream())));
        };
    }

    private static Function<JsonNode, Stream<String>> tables() {
        return self ->
                StreamSupport.stream(self.path("tables").spliterator(), false).map(JsonNode::asText);
    }

    private static Function<JsonNode, Stream<String>> settings(String field) {
        return self -> self.path(field).properties().stream().map(Map.Entry::getKey);
    }

    private static Function<Stream<String>, Stream<String>> only(String pattern) {
        Predicate<String> matches = Pattern.compile(pattern).asMatchPredicate();
        return names -> names.filter(matches);
    }

    private static Function<Stream<String>, Stream<String>> not(String pattern) {
        Predicate<String> matches = Pattern.compile(pattern).asMatchPredicate();
        return names -> names.filter(matches.negate());
    }

    private static boolean one(JsonNode self, String... fields) {
        return Stream.of(fields).filter(self::has).collect(Collectors.counting()) == 1;
    }

    private static boolean named(String name) {
        return name.length() <= CdcPipeline.MAX_NAME && name.matches(CdcPipeline.NAME);
    }

    private static boolean database(String name) {
        return name.matches(Postgresql.DATABASE)
                && name.getBytes(StandardCharsets.UTF_8).length <= 63
                && !Set.of("template0", "template1").contains(name);
    }

    private static String text(JsonNode self, String field) {
        return self.path(field).asText();
    }
}
