package org.penglai.crm.records.internal.duplicates;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.records.spi.ChineseText;
import org.penglai.crm.records.spi.Regions;

/** Lets capabilities compare names as the search for duplicates does. */
@Component
public final class SharedCompanyNames implements org.penglai.crm.api.records.CompanyNames {
    private final CompanyNames names;

    @Activate
    public SharedCompanyNames(@Reference Regions regions, @Reference ChineseText chinese) {
        names = new CompanyNames(regions, chinese);
    }

    @Override
    public String core(String name) {
        return names.core(name);
    }
}
