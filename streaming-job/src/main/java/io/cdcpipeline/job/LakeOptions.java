package io.cdcpipeline.job;

import io.cdcpipeline.job.fs.LakeKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's file system options as the files of a folder, a file each: how a Secret is mounted. */
final class LakeOptions {

    private static final String PROVIDER = "fs.s3a.aws.credentials.provider";

    private LakeOptions() {}

    /** Names that begin with a dot are Kubernetes' own. */
    static Map<String, String> read(Path folder) {
        Map<String, String> options = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(Files::isRegularFile)
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .toList();
            for (Path file : files) {
                options.put(file.getFileName().toString(), LakeKeys.option(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("lake.options " + folder + " cannot be read: " + e.getMessage(), e);
        }
        return options;
    }

    /** Keys of S3's are looked up in the folder for as long as the job runs, unless somebody says where else they come from. */
    static void give(Path folder, Configuration configuration) {
        Map<String, String> options = read(folder);
        options.forEach(configuration::set);
        if (options.containsKey(LakeKeys.ACCESS) && options.containsKey(LakeKeys.SECRET) && isDefault(configuration)) {
            configuration.set(LakeKeys.FOLDER, folder.toString());
            configuration.set(PROVIDER, LakeKeys.class.getName());
        }
    }

    private static boolean isDefault(Configuration configuration) {
        String[] said = configuration.getPropertySources(PROVIDER);
        return said == null || said[said.length - 1].endsWith("core-default.xml");
    }
}
