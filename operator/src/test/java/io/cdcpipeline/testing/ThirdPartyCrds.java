package io.cdcpipeline.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The definitions of the resources that a plan hands to other operators, as their projects publish them. They are
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
        throw new IllegalStateException("No " + prefix + "*.yaml in " + String.join(" or ", tried) + ": set " + FOLDER
                + " to a folder that holds the project's CustomResourceDefinitions.");
    }

    private static List<Path> folders() {
        String chosen = System.getenv(FOLDER);
        return chosen == null || chosen.isBlank()
                ? List.of(Checkout.root().resolveSibling("shared/crds"))
                : List.of(Path.of(chosen));
    }
}
