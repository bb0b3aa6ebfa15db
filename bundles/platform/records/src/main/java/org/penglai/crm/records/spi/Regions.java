package org.penglai.crm.records.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Administrative divisions of China down to county, GB/T 2260. Safe for any thread. */
@ProviderType
public interface Regions {
    /** All divisions, provinces first. */
    List<Region> list();

    Optional<Region> find(String code);

    /**
     * Reads a code or a name, with or without 省/市/县/区, also a path such as 山东省烟台市. Where a bare name fits
     * several divisions the higher rank wins, then 市 before 县 before 区; if there are still several it is ambiguous.
     *
     * @return empty if unknown or ambiguous
     */
    Optional<Region> resolve(String text);

    /** @param parent code of the division it belongs to, null for provinces */
    record Region(String code, String name, String parent) {}
}
