package io.cdcpipeline.job.fs;

import com.amazonaws.services.s3.AmazonS3;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/** The clients below Hadoop's file systems, which write a warning each time they are asked for theirs. */
final class S3Clients {

    private static final Map<S3AFileSystem, AmazonS3> KNOWN = new WeakHashMap<>();

    private S3Clients() {}

    static synchronized AmazonS3 of(S3AFileSystem fs) {
        return KNOWN.computeIfAbsent(fs, f -> f.getAmazonS3ClientForTesting("commits and lists of Delta's log"));
    }
}
