package org.penglai.crm.security.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What users' roles say of records and fields. A change made on this node is seen at once, one made on another after ten
 * seconds at most. Safe for any thread.
 */
@ProviderType
public interface DataRights {
    /** Never null; a user who is unknown or not active has no roles. */
    UserRights of(long userId);
}
