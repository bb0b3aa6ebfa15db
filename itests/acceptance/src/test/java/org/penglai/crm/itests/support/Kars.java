package org.penglai.crm.itests.support;

import java.nio.file.Path;

/** Module archives that the build made for these tests. */
public final class Kars {
    private Kars() {}

    /** Customers 1.0.1: one more column, a changed page. */
    public static Path customersNext() {
        return built("upgrades/customers-next", "penglai-features-customers-next-1.0.1.kar");
    }

    /** Sales 1.0.1: one more column, a changed page. */
    public static Path salesNext() {
        return built("upgrades/sales-next", "penglai-features-sales-next-1.0.1.kar");
    }

    /** Support 1.0.1: one more column, a changed page. */
    public static Path supportNext() {
        return built("upgrades/support-next", "penglai-features-support-next-1.0.1.kar");
    }

    /** Receivables 1.0.1: one more column, a changed page. */
    public static Path receivablesNext() {
        return built("upgrades/receivables-next", "penglai-features-receivables-next-1.0.1.kar");
    }

    /** Loyalty 1.0.1: a changed widget. */
    public static Path loyaltyNext() {
        return built("upgrades/loyalty-next", "penglai-features-acme-loyalty-next-1.0.1.kar");
    }

    /** A module that fails inside transactions on demand. */
    public static Path faulty() {
        return built("upgrades/faulty", "penglai-itests-faulty-1.0.0.kar");
    }

    private static Path built(String module, String file) {
        return Path.of(System.getProperty("crm.root"), "itests", module, "target", file)
                .toAbsolutePath()
                .normalize();
    }
}
