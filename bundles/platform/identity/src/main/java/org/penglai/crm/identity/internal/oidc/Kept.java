package org.penglai.crm.identity.internal.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.util.Optional;

/**
 * What the browser keeps between departure and arrival, by which the answer is known to be to its own question (state), the
 * token to be made for it (nonce), and the code to be taken by whoever asked (PKCE).
 */
record Kept(State state, Nonce nonce, CodeVerifier verifier) {
    private static final String BETWEEN = ".";
    private static final int PARTS = 3;

    static Kept fresh() {
        return new Kept(new State(), new Nonce(), new CodeVerifier());
    }

    /** Of letters, digits, hyphens, underscores and dots. */
    String text() {
        return String.join(BETWEEN, state.getValue(), nonce.getValue(), verifier.getValue());
    }

    /** Empty if it is no such text. */
    static Optional<Kept> of(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS
                || parts[0].isEmpty()
                || parts[1].isEmpty()
                || parts[2].length() < CodeVerifier.MIN_LENGTH
                || parts[2].length() > CodeVerifier.MAX_LENGTH) {
            return Optional.empty();
        }
        return Optional.of(new Kept(new State(parts[0]), new Nonce(parts[1]), new CodeVerifier(parts[2])));
    }
}
