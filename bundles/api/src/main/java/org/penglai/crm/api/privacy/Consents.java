package org.penglai.crm.api.privacy;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Asked by everything that sends, right before it sends: without a consent, or to a suppressed address, nothing leaves.
 * Safe for any thread.
 */
@ProviderType
public interface Consents {
    /**
     * Whether the person has agreed to be reached on that channel for that purpose, and has not taken that back.
     *
     * @param type record type of the person, e.g. {@code contacts}
     * @param id of the person
     * @param purpose code of the purpose, e.g. {@code marketing}; case does not matter
     */
    boolean mayContact(String type, long id, Channel channel, String purpose);

    /**
     * Whether nothing may be sent to the address on that channel, whoever it belongs to and whatever was agreed to.
     *
     * @param address as it would be sent to; case and spaces do not matter
     */
    boolean suppressed(Channel channel, String address);
}
