package org.penglai.crm.identity.internal.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Believes tokens that the provider has signed for this installation, now, by a key of its own; no others. */
final class ProviderTokens {
    private static final Duration LOGOUT_TOKENS_LIVE = Duration.ofMinutes(5);

    private final ProviderSettings settings;
    private final ProviderClient client;
    private final int skewSeconds;

    ProviderTokens(ProviderSettings settings, ProviderClient client, int skewSeconds) {
        this.settings = settings;
        this.client = client;
        this.skewSeconds = skewSeconds;
    }

    /**
     * Who signed in.
     *
     * @param nonce of the departure
     */
    IDTokenClaimsSet identity(JWT token, Nonce nonce)
            throws IOException, GeneralException, BadJOSEException, JOSEException {
        IDTokenValidator validator = new IDTokenValidator(settings.issuer(), settings.client(), signers(), null);
        validator.setMaxClockSkew(skewSeconds);
        IDTokenClaimsSet claims = validator.validate(token, nonce);
        if (!settings.levels().isEmpty() && !settings.levels().contains(claims.getACR())) {
            throw new BadJOSEException(
                    "the provider does not vouch for the level of sign-in, but for " + claims.getACR());
        }
        return claims;
    }

    /** Who signed out. */
    LogoutTokenClaimsSet logout(String text)
            throws IOException, GeneralException, BadJOSEException, JOSEException, ParseException {
        JWT token = JWTParser.parse(text);
        LogoutTokenClaimsSet claims =
                new LogoutTokenValidator(settings.issuer(), settings.client(), signers(), null).validate(token);
        Date issued = claims.getIssueTime();
        Instant oldest = Instant.now().minus(LOGOUT_TOKENS_LIVE).minusSeconds(skewSeconds);
        if (issued == null || issued.toInstant().isBefore(oldest)) {
            throw new BadJOSEException("the logout token is too old");
        }
        return claims;
    }

    private JWSVerificationKeySelector<com.nimbusds.jose.proc.SecurityContext> signers()
            throws IOException, GeneralException {
        return new JWSVerificationKeySelector<>(settings.algorithms(), client.keys());
    }
}
