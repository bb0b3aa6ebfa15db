package org.penglai.crm.bench;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/**
 * What a request costs in processor time, beside the same done by a servlet with nothing but JDBC in the same container.
 * Each figure is the best of three rounds behind a warm-up, because other work on the machine only ever adds.
 */
class RequestBench {
    private static final int ROWS = Integer.getInteger("crm.bench.rows", 100_000);
    private static final int REQUESTS = Integer.getInteger("crm.bench.requests", 3_000);

    @ParameterizedTest
    @MethodSource("org.penglai.crm.bench.Stores#wanted")
    void requests(Store store) throws Exception {
        try (CrmServer server =
                new CrmServer("requests", store).withDefaultOptions().start()) {
            new EverydayRequests("requests", server, store, ROWS).measure(REQUESTS);
        }
    }
}
