package org.penglai.crm.identity.internal.oidc;

import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import java.util.List;
import java.util.Locale;
import org.penglai.crm.identity.internal.people.ExternalPerson;
import org.penglai.crm.identity.internal.people.GroupRoles;

/** Reads what a provider says of somebody, by the names that the operator gave. */
final class ProviderClaims {
    private final OidcConfiguration configuration;
    private final String provider;
    private final GroupRoles roles;

    /** @param provider under which people are known here */
    ProviderClaims(OidcConfiguration configuration, String provider) {
        this.configuration = configuration;
        this.provider = provider;
        this.roles = new GroupRoles(configuration.roles(), configuration.rolesOfAll());
    }

    /**
     * The person. Without a sign-in name the subject stands in for it, which is nothing to be guessed or chosen there.
     *
     * @param claims what counts first comes first
     */
    ExternalPerson person(String subject, List<ClaimsSet> claims) {
        String username = text(claims, configuration.claim_username());
        return new ExternalPerson(
                provider,
                subject,
                (username == null ? subject : username).toLowerCase(Locale.ROOT),
                text(claims, configuration.claim_name()),
                text(claims, configuration.claim_email()),
                text(claims, configuration.claim_phone()),
                text(claims, configuration.claim_department()),
                roles.of(groups(claims)));
    }

    private List<String> groups(List<ClaimsSet> claims) {
        Object value = value(claims, configuration.claim_groups());
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : GroupRoles.items(String.valueOf(value));
    }

    private static String text(List<ClaimsSet> claims, String name) {
        Object value = value(claims, name);
        return value instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    private static Object value(List<ClaimsSet> claims, String name) {
        return name.isEmpty()
                ? null
                : claims.stream()
                        .map(set -> set.getClaim(name))
                        .filter(value -> value != null)
                        .findFirst()
                        .orElse(null);
    }
}
