package org.penglai.crm.identity.internal.people;

import java.util.Set;

/**
 * What a provider outside says of somebody.
 *
 * @param provider who says it, such as {@code ldap}
 * @param subject by which the provider knows the person for ever
 * @param username sign-in name here
 * @param name null if the provider does not say
 * @param email null if the provider does not say
 * @param phone null if the provider does not say
 * @param department name of the department, null if the provider does not say
 * @param roles codes of roles here; null if the provider has no say in them
 */
public record ExternalPerson(
        String provider,
        String subject,
        String username,
        String name,
        String email,
        String phone,
        String department,
        Set<String> roles) {}
