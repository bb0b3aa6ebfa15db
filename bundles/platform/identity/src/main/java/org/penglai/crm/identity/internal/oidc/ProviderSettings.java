package org.penglai.crm.identity.internal.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.penglai.crm.identity.internal.people.GroupRoles;

/**
 * The operator's settings, checked.
 *
 * @param secret empty for a public client
 * @param publicAddress null for the one that browsers ask for
 * @param algorithms asymmetric ones only
 * @param levels one of which the provider must vouch for; empty for any
 */
record ProviderSettings(
        String id,
        Issuer issuer,
        ClientID client,
        Optional<Secret> secret,
        URI publicAddress,
        Scope scope,
        Set<JWSAlgorithm> algorithms,
        List<ACR> levels) {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,30}");
    private static final int ISSUER_BYTES = 16;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws IllegalArgumentException if a setting makes no sense, with the reason */
    static ProviderSettings of(OidcConfiguration configuration) {
        String id = configuration.id();
        check(ID.matcher(id).matches(), "id is not 1 to 30 of a-z 0-9 -: " + id);
        Set<JWSAlgorithm> algorithms = GroupRoles.items(configuration.algorithms()).stream()
                .map(JWSAlgorithm::parse)
                .collect(Collectors.toUnmodifiableSet());
        check(
                !algorithms.isEmpty() && JWSAlgorithm.Family.SIGNATURE.containsAll(algorithms),
                "algorithms must be those of public keys");
        Scope scope = new Scope(GroupRoles.items(configuration.scopes()).toArray(String[]::new));
        scope.add("openid");
        return new ProviderSettings(
                id,
                new Issuer(safe(configuration.issuer(), "issuer")),
                new ClientID(configuration.clientId()),
                secret(configuration),
                configuration.publicUrl().isBlank() ? null : safe(configuration.publicUrl(), "publicUrl"),
                scope,
                algorithms,
                GroupRoles.items(configuration.acrValues()).stream()
                        .map(ACR::new)
                        .toList());
    }

    /** Under which people are known here: the subjects of another issuer are other people. */
    String known() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(issuer.getValue().getBytes(StandardCharsets.UTF_8));
            return id + ":" + HexFormat.of().formatHex(hash, 0, ISSUER_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** Whether nobody on the way can read or change what is said to the address. */
    static boolean isSafe(URI address) {
        return address.getHost() != null
                && ("https".equals(address.getScheme())
                        || "http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost()));
    }

    private static URI safe(String text, String name) {
        URI address = URI.create(text.strip());
        check(isSafe(address), name + " must be https, or http on this machine: " + text);
        return address;
    }

    private static Optional<Secret> secret(OidcConfiguration configuration) {
        String text = configuration.clientSecret();
        if (!configuration.clientSecretFile().isBlank()) {
            try {
                text = Files.readString(Path.of(configuration.clientSecretFile()));
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("clientSecretFile cannot be read: " + unreadable.getMessage());
            }
        }
        return text.isBlank() ? Optional.empty() : Optional.of(new Secret(text.strip()));
    }

    private static void check(boolean right, String objection) {
        if (!right) {
            throw new IllegalArgumentException(objection);
        }
    }
}
