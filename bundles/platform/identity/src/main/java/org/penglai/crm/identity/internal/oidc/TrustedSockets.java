package org.penglai.crm.identity.internal.oidc;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the certificates of the operator's file. */
final class TrustedSockets {
    private TrustedSockets() {}

    /** @throws IllegalArgumentException if the file cannot be read */
    static SSLSocketFactory of(String file, String password) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyStore.getInstance(new File(file), password.toCharArray()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IllegalArgumentException("trustStore cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
