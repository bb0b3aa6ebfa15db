package org.penglai.crm.identity.internal.oidc;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What an operator may set in {@code etc/org.penglai.crm.identity.oidc.cfg}; without the file there is no OpenID Connect.
 * Further providers have files of their own, {@code etc/org.penglai.crm.identity.oidc-NAME.cfg}.
 */
@ObjectClassDefinition(name = "Penglai CRM: OpenID Connect", description = "Sign-in at a provider's pages")
public @interface OidcConfiguration {
    /** Configuration PID. */
    String PID = "org.penglai.crm.identity.oidc";

    @AttributeDefinition(description = "Part of the redirect address; 1 to 30 of a-z 0-9 -, another for each provider")
    String id() default "oidc";

    @AttributeDefinition(description = "Button of the sign-in page, Chinese")
    String label_zh() default "使用企业账号登录";

    @AttributeDefinition(description = "Button of the sign-in page, English")
    String label_en() default "Sign in with the company account";

    @AttributeDefinition(description = "Issuer, as its discovery document says; https, or http on this machine")
    String issuer();

    @AttributeDefinition(description = "By which the provider knows this installation")
    String clientId();

    @AttributeDefinition(description = "Secret of the client; ${env:NAME} for a variable; empty for a public client")
    String clientSecret() default "";

    @AttributeDefinition(description = "File with the secret, in place of clientSecret")
    String clientSecretFile() default "";

    @AttributeDefinition(
            description = "Where browsers reach this installation, such as https://crm.example.org;"
                    + " empty for the address that they ask for")
    String publicUrl() default "";

    @AttributeDefinition(description = "Scopes to ask for")
    String[] scopes() default {"openid", "profile", "email"};

    @AttributeDefinition(
            description = "Levels of sign-in (acr), one of which the provider must vouch for; empty for any")
    String[] acrValues() default {};

    @AttributeDefinition(description = "Algorithms of signatures to take")
    String[] algorithms() default {"RS256", "PS256", "ES256", "ES384", "ES512", "RS384", "RS512"};

    @AttributeDefinition(description = "Sign-in name")
    String claim_username() default "preferred_username";

    @AttributeDefinition(description = "Name to show; empty to leave it alone")
    String claim_name() default "name";

    @AttributeDefinition(description = "Mail address; empty to leave it alone")
    String claim_email() default "email";

    @AttributeDefinition(description = "Telephone; empty to leave it alone")
    String claim_phone() default "phone_number";

    @AttributeDefinition(description = "Name of the department; empty to leave it alone")
    String claim_department() default "";

    @AttributeDefinition(description = "List of groups; empty for none")
    String claim_groups() default "groups";

    @AttributeDefinition(description = "Role by group, such as sales=salesRep; without any the roles are given here")
    String[] roles() default {};

    @AttributeDefinition(description = "Roles of everybody who comes from the provider")
    String[] rolesOfAll() default {};

    @AttributeDefinition(description = "Whether users are made when they sign in for the first time")
    boolean createUsers() default true;

    @AttributeDefinition(description = "Whether users of the same name, who were made here, are taken to be the same")
    boolean adoptUsers() default false;

    @AttributeDefinition(description = "Whether who signs out here signs out there")
    boolean singleLogout() default true;

    @AttributeDefinition(description = "Seconds that clocks may differ", min = "0", max = "600")
    int clockSkewSeconds() default 60;

    @AttributeDefinition(description = "Seconds to wait for the provider", min = "1")
    int timeoutSeconds() default 5;

    @AttributeDefinition(description = "JKS or PKCS#12 file with the certificates to trust; empty for those of Java")
    String trustStore() default "";

    @AttributeDefinition(description = "Its password")
    String trustStorePassword() default "";
}
