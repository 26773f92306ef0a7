package io.cdcpipeline.job.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.SdkClientException;
import com.amazonaws.auth.AWSSessionCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Given a mounted Secret with keys of S3's, when somebody writes others into it, then they are those of the next look. */
class LakeKeysTest {

    @TempDir
    private Path folder;

    private LakeKeys keys;

    @BeforeEach
    void given() throws IOException {
        write(LakeKeys.ACCESS, "one\n");
        write(LakeKeys.SECRET, "first secret\n");
        keys = new LakeKeys(folder, "lake");
    }

    @Test
    void otherKeysAreTakenUp() throws IOException {
        assertThat(keys.getCredentials().getAWSSecretKey()).isEqualTo("first secret");
        write(LakeKeys.ACCESS, "two");
        write(LakeKeys.SECRET, "second secret");

        keys.refresh();

        assertThat(keys.getCredentials().getAWSAccessKeyId()).isEqualTo("two");
        assertThat(keys.getCredentials().getAWSSecretKey()).isEqualTo("second secret");
    }

    @Test
    void aSecretThatIsAwayForAMomentLeavesThoseOfBefore() throws IOException {
        keys.refresh();
        Files.delete(folder.resolve(LakeKeys.SECRET));

        keys.refresh();

        assertThat(keys.getCredentials().getAWSSecretKey()).isEqualTo("first secret");
    }

    @Test
    void aTokenOfASessionGoesWithThem() throws IOException {
        write("fs.s3a.session.token", "for an hour");

        assertThat(keys.getCredentials())
                .isInstanceOfSatisfying(AWSSessionCredentials.class, session -> assertThat(session.getSessionToken())
                        .isEqualTo("for an hour"));
    }

    @Test
    void aBucketMayHaveKeysOfItsOwn() throws IOException {
        write("fs.s3a.bucket.lake.access.key", "its own");
        write("fs.s3a.bucket.lake.secret.key", "its secret");
        write("fs.s3a.bucket.other.access.key", "another's");

        assertThat(keys.getCredentials().getAWSAccessKeyId()).isEqualTo("its own");
        assertThat(keys.getCredentials().getAWSSecretKey()).isEqualTo("its secret");
    }

    @Test
    void keysThatWereNeverThereAreMissed() throws IOException {
        Files.delete(folder.resolve(LakeKeys.SECRET));

        assertThatThrownBy(keys::getCredentials)
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining(folder.toString());
    }

    private void write(String name, String value) throws IOException {
        Files.writeString(folder.resolve(name), value);
    }
}
