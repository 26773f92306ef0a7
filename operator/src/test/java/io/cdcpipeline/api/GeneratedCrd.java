package io.cdcpipeline.api;

import io.cdcpipeline.testing.Checkout;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The definition of a kind as fabric8 generates it from the records. */
record GeneratedCrd(Class<? extends CustomResource<?, ?>> kind, String plural) {

    static final GeneratedCrd PIPELINE = new GeneratedCrd(CdcPipeline.class, "cdcpipelines");
    static final GeneratedCrd OPERATION = new GeneratedCrd(CdcOperation.class, "cdcoperations");

    /** Choices that kubectl, whose YAML is 1.1, reads as no text; the generator's, which is 1.2, leaves them bare. */
    static final Pattern AMBIGUOUS = Pattern.compile("(?m)^( *- )(Null|Yes|No|On|Off|Y|N)$");

    Path committed() {
        return Checkout.root().resolve("crds/" + plural + ".cdcpipeline.io-v1.yml");
    }

    String text(Path folder) throws IOException {
        new CRDGenerator()
                .customResourceClasses(kind)
                .forCRDVersions("v1")
                .withMinQuotes(true)
                .withPostProcessor(new ColumnsInOrder(kind))
                .inOutputDir(folder.toFile())
                .generate();
        String text = Files.readString(folder.resolve(committed().getFileName()));
        return AMBIGUOUS.matcher(text).replaceAll("$1\"$2\"");
    }

    /** The generator sorts columns by path; people read them from left to right. */
    private static final class ColumnsInOrder implements CRDPostProcessor {

        private final List<String> names;

        ColumnsInOrder(Class<?> kind) {
            names = Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                    .map(AdditionalPrinterColumn::name)
                    .toList();
        }

        @Override
        public HasMetadata process(HasMetadata crd, String version) {
            ((CustomResourceDefinition) crd).getSpec().getVersions().forEach(v -> v.getAdditionalPrinterColumns()
                    .sort(Comparator.comparing(
                            (CustomResourceColumnDefinition column) -> names.indexOf(column.getName()))));
            return crd;
        }
    }
}
