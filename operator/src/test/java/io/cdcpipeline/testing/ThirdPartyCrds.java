package io.cdcpipeline.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;
import org.slf4j.LoggerFactory;

/**
 * The definitions of the resources that a plan actions to other operators, as their projects publish them. They are
 * other people's files and no part of this repository: they come from the folder that {@code CDC_TEST_CRDS} names, or
 * from {@code ../shared/crds}.
 */
public enum ThirdPartyCrds {
    STRIMZI("strimzi"),
    KUBEFLOW_SPARK("kubeflow-spark"),
    APACHE_SPARK("apache-spark");

    private static final String FOLDER = "CDC_TEST_CRDS";

    private final String prefix;

    ThirdPartyCrds(String prefix) {
        this.prefix = prefix;
    }

    List<Path> files() {
        List<String> tried = new ArrayList<>();
        for (Path folder : folders()) {
            List<Path> found = Checkout.yaml(folder).stream()
                    .filter(f -> f.getFileName().toString().startsWith(prefix))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
            tried.add(folder.toString());
        }
        throw absent("No " + prefix + "*.yaml in " + String.join(" or ", tried) + ": set " + FOLDER
                + " to a folder that holds the project's CustomResourceDefinitions.");
    }

    /**
     * No package registry has these files, so a clone that stands alone can't get them by itself: there, the tests that
     * need them are reported as skipped, and why. Where all is meant to run, that is a failure.
     */
    private static RuntimeException absent(String sentence) {
        if ("true".equals(System.getenv("CI")) || System.getenv(FOLDER) != null) {
            return new IllegalStateException(sentence);
        }
        LoggerFactory.getLogger(ThirdPartyCrds.class).warn("Tests are SKIPPED. {}", sentence);
        return new TestAbortedException(sentence);
    }

    private static List<Path> folders() {
        String chosen = System.getenv(FOLDER);
        return chosen == null || chosen.isBlank()
                ? List.of(Checkout.root().resolveSibling("shared/crds"))
                : List.of(Path.of(chosen));
    }
}
