package io.cdcpipeline.reconcile;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes which rights the operators of this JVM made use of, and which they were refused. */
final class UsedRights implements Interceptor {

    static final String NAME = "used-rights";
    static final UsedRights ALL = new UsedRights();

    private static final Pattern RESOURCE = Pattern.compile(
            "/(?:api|apis/(?<group>[^/]+))/(?<version>[^/]+)/(?:namespaces/[^/]+/)?(?<resource>[^/]+)(?:/(?<name>[^/]+))?(?:/(?<sub>[^/]+))?");

    private final Set<String> used = new ConcurrentSkipListSet<>();
    private final Set<String> refused = new ConcurrentSkipListSet<>();

    /** {@code group/resource verb}, such as {@code apps/statefulsets patch}. */
    Set<String> used() {
        return new TreeSet<>(used);
    }

    Set<String> refused() {
        return new TreeSet<>(refused);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (watches(request.uri())) {
            note(used, request.uri(), "watch");
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (watches(request.uri())) {
            return;
        }
        Set<String> notes = response.code() == 403 ? refused : used;
        note(notes, request.uri(), verb(request));
        // Server-side apply that makes an object needs both rights.
        if (request.method().equals("PATCH") && response.code() == 201) {
            note(notes, request.uri(), "create");
        }
    }

    private static void note(Set<String> notes, URI uri, String verb) {
        Matcher path = RESOURCE.matcher(uri.getPath());
        if (path.matches()) {
            String group = path.group("group") == null ? "" : path.group("group");
            String sub = path.group("sub") == null ? "" : "/" + path.group("sub");
            notes.add(group + "/" + path.group("resource") + sub + " " + verb);
        }
    }

    private static String verb(HttpRequest request) {
        Matcher path = RESOURCE.matcher(request.uri().getPath());
        boolean named = path.matches() && path.group("name") != null;
        return switch (request.method()) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> named ? "delete" : "deletecollection";
            default -> named ? "get" : "list";
        };
    }

    private static boolean watches(URI uri) {
        return uri.getQuery() != null && uri.getQuery().contains("watch=true");
    }
}
