package io.cdcpipeline.job.fs;

import com.amazonaws.SdkClientException;
import com.amazonaws.auth.AWSCredentials;
import com.amazonaws.auth.AWSCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.auth.BasicSessionCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a lake in S3 as they stand in the mounted Secret now: somebody who draws new ones need not start the job anew. Hadoop
 * makes it, by its name, and asks it for each request. Thread-safe.
 */
public final class LakeKeys implements AWSCredentialsProvider {

    /** An option: the folder with the keys. */
    public static final String FOLDER = "fs.s3a.cdc.keys";

    public static final String ACCESS = "fs.s3a.access.key";
    public static final String SECRET = "fs.s3a.secret.key";
    private static final String TOKEN = "fs.s3a.session.token";

    private static final String S3A = "fs.s3a.";

    private static final Logger LOG = LoggerFactory.getLogger(LakeKeys.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path folder;
    private final String bucket;
    private AWSCredentials known;
    private long looked;

    /** As Hadoop looks for it. */
    public LakeKeys(URI bucket, Configuration configuration) {
        this(Path.of(configuration.get(FOLDER)), bucket.getHost());
    }

    LakeKeys(Path folder, String bucket) {
        this.folder = folder;
        this.bucket = bucket;
    }

    @Override
    public synchronized AWSCredentials getCredentials() {
        if (known == null || System.nanoTime() - looked > LOOK_NANOS) {
            refresh();
        }
        return known;
    }

    /** A Secret that is being replaced, or lacks a key, leaves those of before. */
    @Override
    public synchronized void refresh() {
        looked = System.nanoTime();
        try {
            AWSCredentials now = read();
            if (known != null && !same(known, now)) {
                LOG.info("The lake's keys are others than before, from now on");
            }
            known = now;
        } catch (IOException e) {
            if (known == null) {
                throw new SdkClientException("The lake's keys cannot be read from " + folder + ": " + e, e);
            }
            LOG.debug("The lake's keys stay as they were", e);
        }
    }

    private static boolean same(AWSCredentials one, AWSCredentials other) {
        return one.getAWSAccessKeyId().equals(other.getAWSAccessKeyId())
                && one.getAWSSecretKey().equals(other.getAWSSecretKey());
    }

    private AWSCredentials read() throws IOException {
        String access = value(ACCESS);
        String secret = value(SECRET);
        return Files.exists(file(TOKEN))
                ? new BasicSessionCredentials(access, secret, value(TOKEN))
                : new BasicAWSCredentials(access, secret);
    }

    private String value(String name) throws IOException {
        return option(file(name));
    }

    /** What a file with one option says: a line end that an editor has left behind it is none of it. */
    public static String option(Path file) throws IOException {
        return Files.readString(file).replaceFirst("[\\r\\n]+$", "");
    }

    /** A bucket may have keys of its own, as all of Hadoop's options. */
    private Path file(String name) {
        Path own = folder.resolve(name.replace(S3A, S3A + "bucket." + bucket + "."));
        return Files.exists(own) ? own : folder.resolve(name);
    }
}
