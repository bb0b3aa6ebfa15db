package org.penglai.crm.identity.internal.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.identity.internal.Settings;
import org.penglai.crm.identity.internal.people.ExternalPeople;
import org.penglai.crm.identity.internal.people.MemoryRecords;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.spi.SignInProvider;
import org.penglai.crm.security.spi.SignInProvider.SignedOut;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcProviderTest {
    private static final URI CALLBACK = URI.create("http://localhost:8181/api/v1/session/providers/oidc/callback");
    private static final String ORGANISED = "groups";

    private TestDatabase database;
    private MemoryRecords records;
    private StandInProvider outside;

    @BeforeAll
    void open() throws Exception {
        database = TestDatabase.Kind.DERBY.migrated("identity");
    }

    @AfterAll
    void close() throws Exception {
        database.close();
    }

    /** Each has an issuer, and so people, of its own. */
    @BeforeEach
    void start() throws Exception {
        records = new MemoryRecords();
        outside = new StandInProvider();
    }

    @AfterEach
    void stop() throws Exception {
        outside.close();
    }

    @Test
    void whoSignsInBecomesAUserAndIsKnownBySubject() {
        long salesRep = records.add("roles", Map.of("code", "salesRep"));
        OidcProvider provider = provider(Map.of("roles", new String[] {"Sales=salesRep"}));
        outside.userInfo.putAll(Map.of("email", "li@example.com", ORGANISED, List.of("sales", "chess")));

        SignInProvider.Arrival arrival = arrive(provider, Map.of());
        assertThat(records.values(arrival.userId()))
                .containsEntry("username", "li.lei")
                .containsEntry("name", "李雷")
                .containsEntry("email", "li@example.com")
                .containsEntry("roles", List.of(new RecordLink("roles", salesRep)));
        assertThat(arrival.session()).isEqualTo("sid-1");
        assertThat(provider.signOut(arrival.hint(), URI.create("http://localhost:8181/")))
                .hasValueSatisfying(address -> assertThat(address.toString())
                        .startsWith(outside.issuer() + "/logout?")
                        .contains("id_token_hint=" + arrival.hint())
                        .contains("post_logout_redirect_uri="));

        // Another name, the same person; another issuer, another person.
        SignInProvider.Arrival renamed = arrive(provider, Map.of("preferred_username", "lilei", "name", "李雷雷"));
        assertThat(renamed.userId()).isEqualTo(arrival.userId());
        assertThat(records.values(renamed.userId()))
                .containsEntry("username", "li.lei")
                .containsEntry("name", "李雷雷");
        assertThat(Settings.of(OidcConfiguration.class, Map.of("issuer", "https://a.example", "clientId", "crm")))
                .extracting(one -> ProviderSettings.of(one).known())
                .isNotEqualTo(ProviderSettings.of(Settings.of(
                                OidcConfiguration.class, Map.of("issuer", "https://b.example", "clientId", "crm")))
                        .known());
    }

    @Test
    void nobodyIsLetInAsAnotherOfTheSameName() {
        records.add("users", Map.of("username", "li.lei", "name", "Somebody else"));
        OidcProvider provider = provider(Map.of());
        assertThat(catchThrowableOfType(Unauthenticated.class, () -> arrive(provider, Map.of())))
                .extracting(Unauthenticated::code)
                .isEqualTo("notAdmitted");
        assertThat(arrive(provider(Map.of("adoptUsers", true)), Map.of()).userId())
                .isPositive();
    }

    /** Ways to make a token that must not be believed. */
    enum Forgery {
        SIGNED_BY_ANOTHER_KEY((outside, claims) -> StandInProvider.sign(claims, StandInProvider.newKey("one"))),
        SIGNED_BY_AN_UNKNOWN_KEY((outside, claims) -> StandInProvider.sign(claims, StandInProvider.newKey("two"))),
        NOT_SIGNED((outside, claims) -> new PlainJWT(claims.build()).serialize()),
        SIGNED_WITH_THE_CLIENTS_SECRET((outside, claims) ->
                hmac(claims, StandInProvider.SECRET.repeat(2).getBytes())),
        SIGNED_WITH_THE_PUBLIC_KEY_AS_SECRET((outside, claims) -> hmac(claims, encoded(outside.key))),
        CHANGED_AFTERWARDS((outside, claims) -> changed(StandInProvider.sign(claims, outside.key))),
        OF_ANOTHER_ISSUER(
                (outside, claims) -> StandInProvider.sign(claims.issuer("https://evil.example"), outside.key)),
        FOR_ANOTHER_CLIENT((outside, claims) -> StandInProvider.sign(claims.audience("other"), outside.key)),
        FOR_SEVERAL_BUT_NOT_US((outside, claims) ->
                StandInProvider.sign(claims.audience(List.of("other", "crm")).claim("azp", "other"), outside.key)),
        EXPIRED((outside, claims) -> StandInProvider.sign(claims.expirationTime(in(-120)), outside.key)),
        OF_THE_FUTURE((outside, claims) -> StandInProvider.sign(claims.issueTime(in(600)), outside.key)),
        TO_ANOTHER_QUESTION((outside, claims) -> StandInProvider.sign(claims.claim("nonce", "x"), outside.key)),
        TO_NO_QUESTION((outside, claims) -> StandInProvider.sign(claims.claim("nonce", null), outside.key)),
        OF_NOBODY((outside, claims) -> StandInProvider.sign(claims.subject(null), outside.key)),
        OF_SOMEBODY_ELSE((outside, claims) -> StandInProvider.sign(claims.subject("s-2"), outside.key)),
        NO_TOKEN((outside, claims) -> "");

        private final BiFunction<StandInProvider, JWTClaimsSet.Builder, String> token;

        Forgery(BiFunction<StandInProvider, JWTClaimsSet.Builder, String> token) {
            this.token = token;
        }
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    void aTokenThatIsNotTheProvidersWordForThisQuestionIsRefused(Forgery forgery) {
        OidcProvider provider = provider(Map.of());
        SignInProvider.Departure departure = provider.depart(CALLBACK);
        Map<String, String> question = outside.asked(departure.address());
        outside.idToken = forgery.token.apply(outside, outside.claims(question));
        assertThatThrownBy(() -> provider.arrive(CALLBACK, answer(question), departure.kept()))
                .isInstanceOf(Unauthenticated.class);
        assertThat(records.list(null, "users", new RecordQuery("username=in=(\"li.lei\")", "", 9)))
                .isEmpty();
    }

    @Test
    void anAnswerToAnotherQuestionIsRefused() {
        OidcProvider provider = provider(Map.of());
        SignInProvider.Departure own = provider.depart(CALLBACK);
        SignInProvider.Departure other = provider.depart(CALLBACK);
        Map<String, String> question = outside.asked(own.address());
        outside.idToken = StandInProvider.sign(outside.claims(question), outside.key);
        for (String kept : new String[] {other.kept(), "", "a.b.c", own.kept() + "x"}) {
            assertThatThrownBy(() -> provider.arrive(CALLBACK, answer(question), kept))
                    .as(kept)
                    .isInstanceOf(Unauthenticated.class);
        }
        Map<String, String> mixedUp = new HashMap<>(answer(question));
        mixedUp.put("iss", "https://evil.example");
        assertThatThrownBy(() -> provider.arrive(CALLBACK, mixedUp, own.kept())).isInstanceOf(Unauthenticated.class);
        Map<String, String> given = Map.of("error", "access_denied", "state", question.get("state"));
        assertThatThrownBy(() -> provider.arrive(CALLBACK, given, own.kept())).isInstanceOf(Unauthenticated.class);
        assertThat(provider.arrive(CALLBACK, answer(question), own.kept()).userId())
                .isPositive();
    }

    @Test
    void clocksMayDifferALittle() {
        assertThat(arrive(provider(Map.of()), Map.of("exp", in(-30))).userId()).isPositive();
        OidcProvider strict = provider(Map.of("clockSkewSeconds", 5));
        assertThatThrownBy(() -> arrive(strict, Map.of("exp", in(-30)))).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void theLevelOfSignInIsTheProvidersToVouchFor() {
        OidcProvider provider = provider(Map.of("acrValues", new String[] {"mfa"}));
        assertThat(provider.depart(CALLBACK).address().toString()).contains("acr_values=mfa");
        assertThatThrownBy(() -> arrive(provider, Map.of())).isInstanceOf(Unauthenticated.class);
        assertThat(arrive(provider, Map.of("acr", "mfa")).userId()).isPositive();
    }

    @Test
    void aNewKeyOfTheProviderIsFetched() {
        OidcProvider provider = provider(Map.of());
        arrive(provider, Map.of());
        outside.key = StandInProvider.newKey("next");
        assertThat(arrive(provider, Map.of()).userId()).isPositive();
    }

    @Test
    void aProviderThatDoesNotAnswerIsSaidToBeAway() {
        OidcProvider fresh = provider(Map.of());
        OidcProvider known = provider(Map.of());
        SignInProvider.Departure departure = known.depart(CALLBACK);
        Map<String, String> question = outside.asked(departure.address());
        outside.close();
        assertThatThrownBy(() -> fresh.depart(CALLBACK)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> known.arrive(CALLBACK, answer(question), departure.kept()))
                .isInstanceOf(Unavailable.class);
        assertThat(fresh.signOut("", CALLBACK)).isEmpty();
    }

    @Test
    void theProvidersWordThatSomebodyIsOutIsChecked() {
        OidcProvider provider = provider(Map.of());
        long user = arrive(provider, Map.of()).userId();
        assertThat(provider.signedOut(StandInProvider.sign(outside.logoutClaims(), outside.key)))
                .isEqualTo(new SignedOut(user, "sid-1"));
        assertThat(provider.signedOut(
                        StandInProvider.sign(outside.logoutClaims().claim("sid", null), outside.key)))
                .isEqualTo(new SignedOut(user, null));
        for (String token : new String[] {
            StandInProvider.sign(outside.logoutClaims(), StandInProvider.newKey("one")),
            StandInProvider.sign(outside.logoutClaims().audience("other"), outside.key),
            StandInProvider.sign(outside.logoutClaims().issueTime(in(-3600)), outside.key),
            StandInProvider.sign(outside.logoutClaims().claim("events", null), outside.key),
            StandInProvider.sign(outside.logoutClaims().claim("nonce", "n"), outside.key, JOSEObjectType.JWT),
            "nonsense"
        }) {
            assertThatThrownBy(() -> provider.signedOut(token)).as(token).isInstanceOf(Unauthenticated.class);
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused(@TempDir Path folder) throws Exception {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("issuer", "http://sso.example"),
                Map.of("publicUrl", "http://crm.example"),
                Map.of("id", "Not An Id"),
                Map.of("algorithms", new String[] {"HS256"}),
                Map.of("algorithms", new String[] {"none"}),
                Map.of("clientSecretFile", folder.resolve("missing").toString()),
                Map.of("roles", new String[] {"sales"}))) {
            assertThatThrownBy(() -> provider(wrong)).as(wrong.toString()).isInstanceOf(IllegalArgumentException.class);
        }
        Path secret = Files.writeString(folder.resolve("secret"), StandInProvider.SECRET + "\n");
        assertThat(ProviderSettings.of(Settings.of(
                                OidcConfiguration.class,
                                Map.of(
                                        "issuer",
                                        "https://sso.example",
                                        "clientId",
                                        "crm",
                                        "clientSecretFile",
                                        secret.toString())))
                        .secret())
                .hasValueSatisfying(one -> assertThat(one.getValue()).isEqualTo(StandInProvider.SECRET));
    }

    private OidcProvider provider(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "issuer",
                outside.issuer(),
                "clientId",
                StandInProvider.CLIENT,
                "clientSecret",
                StandInProvider.SECRET,
                "timeoutSeconds",
                20));
        all.putAll(settings);
        ExternalPeople people =
                ExternalPeople.with(database.database(), database.transactions(), records, Clock.systemUTC());
        return new OidcProvider(people, Settings.of(OidcConfiguration.class, all));
    }

    private SignInProvider.Arrival arrive(OidcProvider provider, Map<String, Object> claims) {
        SignInProvider.Departure departure = provider.depart(CALLBACK);
        Map<String, String> question = outside.asked(departure.address());
        JWTClaimsSet.Builder all = outside.claims(question);
        claims.forEach(all::claim);
        outside.idToken = StandInProvider.sign(all, outside.key);
        return provider.arrive(CALLBACK, answer(question), departure.kept());
    }

    private static Map<String, String> answer(Map<String, String> question) {
        return Map.of("code", "good", "state", question.get("state"));
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static byte[] encoded(RSAKey key) {
        try {
            return key.toPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(JWTClaimsSet.Builder claims, byte[] secret) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same signature under other claims. */
    private static String changed(String token) {
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]));
        parts[1] = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.replace("李雷", "王五").getBytes());
        return String.join(".", parts);
    }
}
