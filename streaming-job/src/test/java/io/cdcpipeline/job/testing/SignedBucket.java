package io.cdcpipeline.job.testing;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;

/** A bucket of a {@link S3Server#strict server that wants signatures}. */
public final class SignedBucket {

    private SignedBucket() {}

    /** Makes it. */
    public static void make(S3Server server, String name, String secret) {
        AmazonS3ClientBuilder.standard()
                .withEndpointConfiguration(new EndpointConfiguration("http://127.0.0.1:" + server.port(), "us-east-1"))
                .withPathStyleAccessEnabled(true)
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials("key", secret)))
                .build()
                .createBucket(name);
    }
}
