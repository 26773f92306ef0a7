package io.cdcpipeline.job.fs;

import com.amazonaws.AmazonClientException;
import com.amazonaws.services.s3.model.ListObjectsV2Request;
import com.amazonaws.services.s3.model.ListObjectsV2Result;
import com.amazonaws.services.s3.model.S3ObjectSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3AUtils;

/** The files of a folder from a name on, in the order of their names: a request asks for no others. */
record S3Listing(S3AFileSystem fs) {

    List<FileStatus> from(Path first) throws IOException {
        String key = fs.pathToKey(first);
        ListObjectsV2Request request = new ListObjectsV2Request()
                .withBucketName(fs.getBucket())
                .withPrefix(fs.pathToKey(first.getParent()) + "/")
                .withDelimiter("/")
                .withStartAfter(before(key));
        List<FileStatus> files = new ArrayList<>();
        try {
            ListObjectsV2Result page;
            do {
                page = S3Clients.of(fs).listObjectsV2(request);
                page.getObjectSummaries().stream()
                        .filter(o -> o.getKey().compareTo(key) >= 0)
                        .map(o -> status(o, first))
                        .forEach(files::add);
                request.setContinuationToken(page.getNextContinuationToken());
            } while (page.isTruncated());
        } catch (AmazonClientException e) {
            throw S3AUtils.translateException("Listing", first, e);
        }
        return files;
    }

    /** A name that is not behind any that comes before the key, and before it. */
    private static String before(String key) {
        int last = key.length() - 1;
        return key.substring(0, last) + (char) (key.charAt(last) - 1);
    }

    private FileStatus status(S3ObjectSummary object, Path first) {
        return new FileStatus(
                object.getSize(),
                false,
                1,
                fs.getDefaultBlockSize(first),
                object.getLastModified().getTime(),
                fs.keyToQualifiedPath(object.getKey()));
    }
}
