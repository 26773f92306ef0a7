package io.cdcpipeline.report;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which keys of a Secret hold what is secret: all but those that are known to hold something else. */
final class SecretKeys {

    /**
     * Users' names, certificates and, of CloudNativePG's, the way to the database are in every log; an option of Hadoop's is a
     * host, a number or a truth.
     */
    private static final Pattern PUBLIC = Pattern.compile(
            "(?i)user|user-?name|host|port|dbname|.*\\.crt|fs\\.(?!.*(key|secret|password|token|credential|sas|auth)).*");

    private SecretKeys() {}

    /** Of one Secret, those values that nobody may see. */
    static Stream<String> secret(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(value -> !PUBLIC.matcher(value.getKey()).matches())
                .map(Map.Entry::getValue);
    }
}
