package io.cdcpipeline.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A pipeline's Secrets. Their values are read to be found and taken out of all else; where they may not be, what looks like a
 * secret is taken out all the same.
 *
 * @param keys of each, which are told
 * @param values that nobody may see
 */
record NamedSecrets(Map<String, List<String>> keys, List<String> values, Map<String, Exception> unread) {

    static NamedSecrets read(KubeApi api, String namespace, List<String> names) {
        NamedSecrets all = new NamedSecrets(new TreeMap<>(), new ArrayList<>(), new TreeMap<>());
        names.forEach(name -> all.add(api, KubeApi.path("v1", namespace, "secrets") + "/" + name, name));
        return all;
    }

    /** Fields {@code secret}, {@code caSecret} and the like, wherever they are. */
    static Stream<String> namedIn(Object spec) {
        if (spec instanceof List<?> list) {
            return list.stream().flatMap(NamedSecrets::namedIn);
        }
        return spec instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .flatMap(field -> field.getValue() instanceof String name
                                        && String.valueOf(field.getKey()).matches("(?i).*secret")
                                ? Stream.of(name)
                                : namedIn(field.getValue()))
                : Stream.empty();
    }

    private void add(KubeApi api, String path, String name) {
        try {
            Map<String, String> secret = decoded(api.object(path).get("data"));
            keys.put(name, List.copyOf(secret.keySet()));
            SecretKeys.secret(secret).forEach(values::add);
        } catch (IOException | RuntimeException e) {
            unread.put("Secret " + name, e);
        }
    }

    private static Map<String, String> decoded(Object data) {
        Map<String, String> values = new TreeMap<>();
        if (data instanceof Map<?, ?> encoded) {
            encoded.forEach((key, value) -> values.put(
                    String.valueOf(key),
                    new String(Base64.getDecoder().decode(String.valueOf(value)), StandardCharsets.UTF_8)));
        }
        return values;
    }
}
