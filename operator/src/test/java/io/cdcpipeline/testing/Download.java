package io.cdcpipeline.testing;

import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.binary.BinaryManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** kube-api-test's own download, of the newest patch of one version. */
record Download(String version) implements Origin {

    @Override
    public String name() {
        return "kube-api-test's download";
    }

    @Override
    public void fill(BinariesFolder cache) throws IOException {
        // It opens its addresses without a time limit: a network that swallows packets would hang the build.
        setIfAbsent("sun.net.client.defaultConnectTimeout", "20000");
        setIfAbsent("sun.net.client.defaultReadTimeout", "60000");
        // It unpacks in place: a build that ends half way must not leave half a version behind.
        BinariesFolder fresh = new BinariesFolder(Files.createTempDirectory(cache.root(), "download"));
        try {
            new BinaryManager(KubeAPIServerConfigBuilder.anAPIServerConfig()
                            .withTestDir(fresh.root().toString())
                            .withApiServerVersion(version)
                            .withOfflineMode(false)
                            .build())
                    .initAndDownloadIfRequired();
            Path got = fresh.newest().orElseThrow(() -> new IOException("the archive lacks a binary"));
            Files.createDirectories(cache.versions());
            Files.move(got, cache.versions().resolve(got.getFileName()));
        } catch (KubeAPITestException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            Folders.delete(fresh.root());
        }
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
