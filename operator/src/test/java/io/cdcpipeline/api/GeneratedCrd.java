package io.cdcpipeline.api;

import io.cdcpipeline.testing.Checkout;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The definition of {@link CdcPipeline} as fabric8 generates it from the records. */
final class GeneratedCrd {

    static final Path COMMITTED = Checkout.root().resolve("crds/cdcpipelines.cdcpipeline.io-v1.yml");

    private GeneratedCrd() {}

    static String text(Path folder) throws IOException {
        new CRDGenerator()
                .customResourceClasses(CdcPipeline.class)
                .forCRDVersions("v1")
                .withMinQuotes(true)
                .withPostProcessor(new ColumnsInOrder())
                .inOutputDir(folder.toFile())
                .generate();
        return Files.readString(folder.resolve(COMMITTED.getFileName()));
    }

    /** The generator sorts columns by path; people read them from left to right. */
    private static final class ColumnsInOrder implements CRDPostProcessor {

        private final List<String> names = Stream.of(
                        CdcPipeline.class.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();

        @Override
        public HasMetadata process(HasMetadata crd, String version) {
            ((CustomResourceDefinition) crd).getSpec().getVersions().forEach(v -> v.getAdditionalPrinterColumns()
                    .sort(Comparator.comparing(
                            (CustomResourceColumnDefinition column) -> names.indexOf(column.getName()))));
            return crd;
        }
    }
}
