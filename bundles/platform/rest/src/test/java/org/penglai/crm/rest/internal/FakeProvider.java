package org.penglai.crm.rest.internal;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.security.spi.SignInProvider;

/** Takes the code "good" of whoever brings along what was kept. */
final class FakeProvider implements SignInProvider {
    static final Localized LABEL = Localized.of("企业账号", "Company account");
    boolean away;
    URI publicAddress;
    URI callback;

    @Override
    public String id() {
        return "corp";
    }

    @Override
    public Localized label() {
        return LABEL;
    }

    @Override
    public URI publicAddress() {
        return publicAddress;
    }

    @Override
    public Departure depart(URI callback) {
        if (away) {
            throw new Unavailable("providerDown", LABEL, Duration.ofSeconds(1));
        }
        this.callback = callback;
        return new Departure(URI.create("https://sso.example/authorize?state=x"), "kept.text");
    }

    @Override
    public Arrival arrive(URI callback, Map<String, String> answer, String kept) {
        if (!callback.equals(this.callback) || !"kept.text".equals(kept) || !"good".equals(answer.get("code"))) {
            throw new Unauthenticated("providerRefused", LABEL);
        }
        return new Arrival(7, "sid-1", "hint.text");
    }

    @Override
    public Optional<URI> signOut(String hint, URI back) {
        return Optional.of(URI.create("https://sso.example/logout?hint=" + hint + "&back=" + back));
    }

    @Override
    public SignedOut signedOut(String token) {
        if (!token.equals("a+good token")) {
            throw new Unauthenticated("providerRefused", LABEL);
        }
        return new SignedOut(7, "sid-1");
    }
}
