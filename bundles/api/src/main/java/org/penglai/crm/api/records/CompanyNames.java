package org.penglai.crm.api.records;

import org.osgi.annotation.versioning.ProviderType;

/** Tells whether two names may be those of one company. A service of the platform, safe for any thread. */
@ProviderType
public interface CompanyNames {
    /**
     * What is left of a name without legal form, place, signs, width and script: 上海雲啟科技（集團）有限公司 and 云启科技 have the
     * same core. Empty only if the name has no letter and no digit.
     */
    String core(String name);
}
