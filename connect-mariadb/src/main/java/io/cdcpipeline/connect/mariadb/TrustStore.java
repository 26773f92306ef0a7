package io.cdcpipeline.connect.mariadb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Certificates in a store of Java's, in a file of this process.
 *
 * @param password which protects nothing, since certificates are no secret
 */
record TrustStore(Path file, String password) {

    private static final String PASSWORD = "certificates";

    /** @param pem a file with certificates */
    static TrustStore of(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, one);
            }
            Path file = Files.createTempFile("cdc-authority", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return new TrustStore(file, PASSWORD);
        } catch (IOException | GeneralSecurityException e) {
            throw new ConnectException("The certificates in " + pem + " cannot be read: " + e.getMessage(), e);
        }
    }
}
