package org.penglai.crm.records.spi;

import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Shows single values of sensitive fields to people who do not work on the record. Safe for any thread. */
@ProviderType
public interface Reveals {
    /**
     * The whole value; that it was asked for is noted in the audit before it is answered.
     *
     * @return null if the field is empty
     * @throws org.penglai.crm.api.error.NotFound if there is no such record in the caller's sight
     * @throws org.penglai.crm.api.error.Forbidden without the right {@code <type>:reveal}, or if the caller's roles mask
     *     the field
     * @throws org.penglai.crm.api.error.Invalid if the field is none that can be revealed
     * @throws org.penglai.crm.api.error.TooMany if the caller asks too often
     */
    String reveal(Caller caller, String type, long id, String field);
}
