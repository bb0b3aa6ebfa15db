package org.penglai.crm.identity.internal.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.identity.internal.people.ExternalPeople;
import org.penglai.crm.security.spi.SignInProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in by OpenID Connect: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636, RFC
 * 9207), and signs them out on both sides (RP-Initiated Logout 1.0, Back-Channel Logout 1.0). There only where it is
 * configured; several configurations make several providers.
 */
@Component(
        service = SignInProvider.class,
        configurationPid = OidcConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = OidcConfiguration.class, factory = true)
public final class OidcProvider implements SignInProvider {
    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

    private final OidcConfiguration configuration;
    private final ProviderSettings settings;
    private final ProviderClient client;
    private final ProviderTokens tokens;
    private final ProviderClaims claims;
    private final ExternalPeople people;
    private final String known;

    /** @throws IllegalArgumentException if a setting makes no sense */
    @Activate
    public OidcProvider(@Reference ExternalPeople people, OidcConfiguration configuration) {
        this.people = people;
        this.configuration = configuration;
        this.settings = ProviderSettings.of(configuration);
        this.client = new ProviderClient(
                settings,
                Duration.ofSeconds(configuration.timeoutSeconds()),
                configuration.trustStore().isEmpty()
                        ? null
                        : TrustedSockets.of(configuration.trustStore(), configuration.trustStorePassword()));
        this.tokens = new ProviderTokens(settings, client, configuration.clockSkewSeconds());
        this.known = settings.known();
        this.claims = new ProviderClaims(configuration, known);
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public Localized label() {
        return Localized.of(configuration.label_zh(), configuration.label_en());
    }

    @Override
    public URI publicAddress() {
        return settings.publicAddress();
    }

    @Override
    public Departure depart(URI callback) {
        Kept kept = Kept.fresh();
        OIDCProviderMetadata metadata;
        try {
            metadata = client.metadata();
        } catch (IOException | GeneralException e) {
            throw away(e);
        }
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, settings.scope(), settings.client(), callback)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(kept.state())
                .nonce(kept.nonce())
                .codeChallenge(kept.verifier(), CodeChallengeMethod.S256);
        if (!settings.levels().isEmpty()) {
            request.acrValues(settings.levels());
        }
        return new Departure(request.build().toURI(), kept.text());
    }

    @Override
    public Arrival arrive(URI callback, Map<String, String> answer, String text) {
        Kept kept = Kept.of(text).orElseThrow(() -> refused("there is no departure to this answer"));
        try {
            AuthorizationSuccessResponse success = success(callback, answer, kept);
            OIDCTokenResponse response = client.tokens(success.getAuthorizationCode(), callback, kept.verifier());
            JWT token = response.getOIDCTokens().getIDToken();
            IDTokenClaimsSet identity = tokens.identity(token, kept.nonce());
            OptionalLong user = people.admit(
                    claims.person(identity.getSubject().getValue(), described(identity, response)),
                    new ExternalPeople.Admission(configuration.createUsers(), configuration.adoptUsers()));
            return new Arrival(
                    user.orElseThrow(OidcProvider::notAdmitted),
                    identity.getStringClaim("sid"),
                    configuration.singleLogout() ? token.serialize() : "");
        } catch (IOException e) {
            throw away(e);
        } catch (BadJOSEException | JOSEException e) {
            throw ProviderClient.isAway(e) ? away(e) : refused(e.getMessage());
        } catch (GeneralException e) {
            throw refused(e.getMessage());
        }
    }

    @Override
    public Optional<URI> signOut(String hint, URI back) {
        if (!configuration.singleLogout()) {
            return Optional.empty();
        }
        try {
            URI address = client.metadata().getEndSessionEndpointURI();
            if (address == null || !ProviderSettings.isSafe(address)) {
                return Optional.empty();
            }
            JWT token = hint.isEmpty() ? null : JWTParser.parse(hint);
            return Optional.of(new LogoutRequest(address, token, null, settings.client(), back, null, null).toURI());
        } catch (IOException | GeneralException | ParseException e) {
            LOG.warn("Nobody is signed out at {}: {}", settings.issuer(), e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public SignedOut signedOut(String text) {
        try {
            LogoutTokenClaimsSet said = tokens.logout(text);
            String session =
                    said.getSessionID() == null ? null : said.getSessionID().getValue();
            long user = said.getSubject() == null
                    ? 0
                    : people.linked(known).getOrDefault(said.getSubject().getValue(), 0L);
            return new SignedOut(user, session);
        } catch (IOException | GeneralException e) {
            throw away(e);
        } catch (BadJOSEException | JOSEException e) {
            throw ProviderClient.isAway(e) ? away(e) : refused(e.getMessage());
        } catch (ParseException e) {
            throw refused(e.getMessage());
        }
    }

    private AuthorizationSuccessResponse success(URI callback, Map<String, String> answer, Kept kept)
            throws IOException, GeneralException {
        AuthenticationResponse response = AuthenticationResponseParser.parse(
                callback,
                answer.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))));
        if (!kept.state().equals(response.getState())) {
            throw refused("the answer is to another question");
        }
        boolean saysIssuer =
                response.getIssuer() != null || client.metadata().supportsAuthorizationResponseIssuerParam();
        if (saysIssuer && !settings.issuer().equals(response.getIssuer())) {
            throw refused("the answer is by another provider: " + response.getIssuer());
        }
        if (!response.indicatesSuccess()) {
            ErrorObject error = response.toErrorResponse().getErrorObject();
            throw refused(error.getCode() + ": " + error.getDescription());
        }
        return response.toSuccessResponse();
    }

    /** The ID token and, where there is one, the longer description, which must be of the same person. */
    private List<ClaimsSet> described(IDTokenClaimsSet identity, OIDCTokenResponse response)
            throws IOException, GeneralException {
        List<ClaimsSet> described = new ArrayList<>(List.of(identity));
        Optional<UserInfo> info = client.userInfo(response.getOIDCTokens().getAccessToken());
        if (info.isPresent()) {
            if (!identity.getSubject().equals(info.get().getSubject())) {
                throw refused("the provider describes somebody else");
            }
            described.add(info.get());
        }
        return described;
    }

    /** What exactly is wrong is for the operator; a stranger learns nothing from it. */
    private Unauthenticated refused(String reason) {
        LOG.warn("A sign-in by {} is refused: {}", settings.issuer(), reason);
        return new Unauthenticated(
                "providerRefused", Localized.of("登录未完成，请重试。", "Signing in was not completed; try again."));
    }

    private Unavailable away(Exception reason) {
        LOG.warn("{} cannot be asked: {}", settings.issuer(), reason.getMessage());
        return new Unavailable(
                "providerDown",
                Localized.of(
                        "登录服务暂时不可用，请稍后重试或使用密码登录。", "The sign-in service does not answer; try later or use a password."),
                Duration.ofSeconds(10));
    }

    private static Unauthenticated notAdmitted() {
        return new Unauthenticated(
                "notAdmitted",
                Localized.of("您的账号不能使用本系统，请联系管理员。", "Your account may not come in here; ask an administrator."));
    }
}
