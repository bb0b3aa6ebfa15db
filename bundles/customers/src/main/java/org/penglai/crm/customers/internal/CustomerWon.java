package org.penglai.crm.customers.internal;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.pools.WonStatus;

/** Customers that have bought count as won, silent ones included. */
@Component
public final class CustomerWon implements WonStatus {
    @Override
    public String type() {
        return CustomerType.TYPE;
    }

    @Override
    public String field() {
        return "status";
    }

    @Override
    public Set<String> codes() {
        return Set.of("active", "silent");
    }
}
