package io.cdcpipeline.plan;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.testing.Checkout;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The manifests in {@code k8s/samples}, which users start from. */
public final class Samples {

    private static final Path FOLDER = Checkout.root().resolve("k8s/samples");

    private Samples() {}

    /** Of those that hold a pipeline, names without {@code .yaml}. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".yaml"))
                    .map(f -> f.substring(0, f.length() - ".yaml".length()))
                    .filter(name -> documents(name).stream().anyMatch(Samples::isPipeline))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As if an API server had taken the sample's pipeline in: with a namespace and a uid. */
    public static CdcPipeline pipeline(String name) {
        return accepted(
                documents(name).stream().filter(Samples::isPipeline).findFirst().orElseThrow());
    }

    private static boolean isPipeline(String document) {
        return document.contains("kind: CdcPipeline\n");
    }

    public static CdcPipeline accepted(String manifest) {
        CdcPipeline pipeline = Serialization.unmarshal(manifest, CdcPipeline.class);
        pipeline.getMetadata().setNamespace("shop");
        pipeline.getMetadata().setUid("0b5c1f0e-6d0e-4a53-9d8b-5a1c6c1d2e3f");
        return pipeline;
    }

    static List<String> documents(String name) {
        try {
            return Arrays.asList(
                    Files.readString(FOLDER.resolve(name + ".yaml")).split("\n---\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
