package io.cdcpipeline.poll;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Reports a server as silent once it has been so twice in a row: one lost answer says nothing. */
final class Debounce<T> {

    private record Held<T>(T spoken, int silences) {}

    private final Predicate<T> silent;
    private final Map<ResourceID, Held<T>> held = new ConcurrentHashMap<>();

    Debounce(Predicate<T> silent) {
        this.silent = silent;
    }

    T hear(ResourceID of, T now) {
        Held<T> last = held.get(of);
        if (!silent.test(now)) {
            held.put(of, new Held<>(now, 0));
            return now;
        }
        if (last == null || last.silences() > 0) {
            held.remove(of);
            return now;
        }
        held.put(of, new Held<>(last.spoken(), 1));
        return last.spoken();
    }

    void forget(ResourceID of) {
        held.remove(of);
    }
}
