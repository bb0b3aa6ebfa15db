package org.penglai.crm.identity.internal.oidc;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Conversations with one provider. Its discovery document and keys are kept for some minutes; a signature by an unknown key
 * makes the keys be fetched anew, at most every half minute. Safe for any thread.
 */
final class ProviderClient {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int KEYS_BYTES = 1 << 20;

    private final ProviderSettings settings;
    private final int timeoutMillis;
    private final SSLSocketFactory sockets;
    private volatile Known known;

    /** @param sockets null for Java's own trust */
    ProviderClient(ProviderSettings settings, Duration timeout, SSLSocketFactory sockets) {
        this.settings = settings;
        this.timeoutMillis = (int) timeout.toMillis();
        this.sockets = sockets;
    }

    private record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, long untilNanos) {}

    /** What the provider says of itself. */
    OIDCProviderMetadata metadata() throws IOException, GeneralException {
        return known().metadata();
    }

    /** Its public keys. */
    JWKSource<SecurityContext> keys() throws IOException, GeneralException {
        return known().keys();
    }

    /** The tokens for a code. */
    OIDCTokenResponse tokens(AuthorizationCode code, URI callback, CodeVerifier verifier)
            throws IOException, GeneralException {
        OIDCProviderMetadata metadata = metadata();
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, callback, verifier);
        URI address = metadata.getTokenEndpointURI();
        TokenRequest request = settings.secret()
                .map(secret -> new TokenRequest.Builder(address, authentication(metadata, secret), grant).build())
                .orElseGet(() -> new TokenRequest.Builder(address, settings.client(), grant).build());
        TokenResponse response = OIDCTokenResponseParser.parse(send(request.toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            ErrorObject error = response.toErrorResponse().getErrorObject();
            throw new ParseException(error.getCode() + ": " + error.getDescription());
        }
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    /** What the provider says of the user beside the ID token; empty if it offers no such thing. */
    Optional<UserInfo> userInfo(AccessToken token) throws IOException, GeneralException {
        URI address = metadata().getUserInfoEndpointURI();
        if (address == null) {
            return Optional.empty();
        }
        UserInfoResponse response = UserInfoResponse.parse(send(new UserInfoRequest(address, token).toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            throw new ParseException("the provider refuses to describe the user");
        }
        return Optional.ofNullable(response.toSuccessResponse().getUserInfo());
    }

    private ClientAuthentication authentication(OIDCProviderMetadata metadata, Secret secret) {
        var methods = metadata.getTokenEndpointAuthMethods();
        boolean byPost = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return byPost
                ? new ClientSecretPost(settings.client(), secret)
                : new ClientSecretBasic(settings.client(), secret);
    }

    private Known known() throws IOException, GeneralException {
        Known current = known;
        if (current == null || System.nanoTime() - current.untilNanos() > 0) {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(settings.issuer(), this::prepare);
            for (URI address : new URI[] {
                metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI()
            }) {
                if (address == null || !ProviderSettings.isSafe(address)) {
                    throw new GeneralException("the discovery document names no safe address: " + address);
                }
            }
            JWKSource<SecurityContext> keys =
                    current != null && current.metadata().getJWKSetURI().equals(metadata.getJWKSetURI())
                            ? current.keys()
                            : keys(metadata.getJWKSetURI());
            current = new Known(metadata, keys, System.nanoTime() + KEPT.toNanos());
            known = current;
        }
        return current;
    }

    private JWKSource<SecurityContext> keys(URI address) throws IOException {
        DefaultResourceRetriever retriever =
                new DefaultResourceRetriever(timeoutMillis, timeoutMillis, KEYS_BYTES, true, sockets);
        return JWKSourceBuilder.create(address.toURL(), retriever)
                .cache(KEPT.toMillis(), 2L * timeoutMillis)
                .rateLimited(Duration.ofSeconds(30).toMillis())
                .build();
    }

    /** Whether a failure lies in the provider's keys being out of reach, not in what was signed. */
    static boolean isAway(Throwable failure) {
        return failure instanceof RemoteKeySourceException;
    }

    private HTTPResponse send(HTTPRequest request) throws IOException {
        prepare(request);
        return request.send();
    }

    private void prepare(HTTPRequest request) {
        request.setConnectTimeout(timeoutMillis);
        request.setReadTimeout(timeoutMillis);
        request.setFollowRedirects(false);
        request.setAccept("application/json");
        if (sockets != null) {
            request.setSSLSocketFactory(sockets);
        }
    }
}
