package io.cdcpipeline.job.fs;

import com.amazonaws.AmazonClientException;
import com.amazonaws.services.s3.model.AmazonS3Exception;
import com.amazonaws.services.s3.model.PutObjectRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3AUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an object only if there is none of that name: {@code If-None-Match: *}, which S3 has since August 2024 (Amazon S3 User
 * Guide, "Add preconditions to S3 operations"), as have most stores that speak its protocol. Hadoop's file system would repeat
 * a refused request as if it were an outage, so the client below it is called.
 */
final class ConditionalPut {

    private static final Logger LOG = LoggerFactory.getLogger(ConditionalPut.class);

    private static final int EXISTS = 412;
    /** Another conditional request for the same object is under way. */
    private static final int CONFLICT = 409;

    private static final int TRIES = 10;

    /** Buckets whose store is known to refuse. */
    private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

    private final S3AFileSystem fs;

    ConditionalPut(S3AFileSystem fs) {
        this.fs = fs;
    }

    /**
     * A store that does not know the condition ignores it, and overwrites: it is tried, once for each bucket.
     *
     * @throws IOException when the store does not refuse
     */
    void check(Path folder) throws IOException {
        if (CHECKED.contains(fs.getBucket())) {
            return;
        }
        Path probe = new Path(folder, ".cdc-probe-" + UUID.randomUUID());
        try {
            ifAbsent(probe, new byte[0]);
            if (ifAbsent(probe, new byte[0])) {
                throw new IOException("The object store of " + fs.getUri() + " does not know conditional writes"
                        + " (If-None-Match: *): two writers could lose a commit of each other. Use a store that has them, such as"
                        + " Amazon S3, or MinIO from 2024-08 on");
            }
        } finally {
            remove(probe);
        }
        CHECKED.add(fs.getBucket());
    }

    /** Whoever may not is told so elsewhere: an empty object that nobody reads is no reason to stop. */
    private void remove(Path probe) {
        try {
            fs.delete(probe, false);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", probe, e.getMessage());
        }
    }

    /** @return whether it was written; false when there is one already */
    boolean ifAbsent(Path path, byte[] content) throws IOException {
        for (int left = TRIES; ; left--) {
            try {
                S3Clients.of(fs).putObject(request(path, content));
                return true;
            } catch (AmazonS3Exception e) {
                if (e.getStatusCode() == EXISTS) {
                    return false;
                }
                if (e.getStatusCode() != CONFLICT || left == 0) {
                    throw S3AUtils.translateException("Writing", path, e);
                }
            } catch (AmazonClientException e) {
                throw S3AUtils.translateException("Writing", path, e);
            }
        }
    }

    private PutObjectRequest request(Path path, byte[] content) {
        PutObjectRequest request = fs.getRequestFactory()
                .newPutObjectRequest(
                        fs.pathToKey(path),
                        fs.getRequestFactory().newObjectMetadata(content.length),
                        new ByteArrayInputStream(content));
        request.putCustomRequestHeader("If-None-Match", "*");
        // The client repeats a request that failed on the way: it has to be able to read all of it again.
        request.getRequestClientOptions().setReadLimit(content.length + 1);
        return request;
    }

    /** Whether the object is exactly that. */
    boolean has(Path path, byte[] content) throws IOException {
        try (InputStream file = fs.open(path)) {
            return Arrays.equals(file.readNBytes(content.length + 1), content);
        }
    }
}
