package io.cdcpipeline.plan;

import io.cdcpipeline.api.Credentials;
import io.cdcpipeline.plan.capture.ConnectSecrets;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import java.util.List;

/** Secrets as files of fixed names, whatever their keys are called. A spec refers to a value by {@link #reference}. */
public final class MountedSecret {

    public static final String USERNAME = "username";
    public static final String PASSWORD = "password";
    public static final String AUTHORITY = "ca.crt";

    private MountedSecret() {}

    public static List<KeyToPath> login(Credentials credentials) {
        return List.of(item(credentials.usernameKey(), USERNAME), item(credentials.passwordKey(), PASSWORD));
    }

    public static List<KeyToPath> authority() {
        return List.of(item(AUTHORITY, AUTHORITY));
    }

    /** What Kafka's {@code DirectoryConfigProvider} replaces by the file's content. */
    public static String reference(String directory, String file) {
        return "${" + ConnectSecrets.PROVIDER + ":" + directory + ":" + file + "}";
    }

    static KeyToPath item(String key, String path) {
        return new KeyToPathBuilder().withKey(key).withPath(path).build();
    }
}
