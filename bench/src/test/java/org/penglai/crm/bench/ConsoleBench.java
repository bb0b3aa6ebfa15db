package org.penglai.crm.bench;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.itests.support.Browser;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/** The console over many customers, in Chromium: how soon lists are there and whether they scroll without a jerk. */
class ConsoleBench {
    private static final int ROWS = Integer.getInteger("crm.bench.rows", 100_000);

    @Test
    void console() throws Exception {
        try (CrmServer server =
                new CrmServer("console-bench", Store.DERBY).withDefaultOptions().start()) {
            ManyCustomers.load("console", Store.DERBY, server.administrator(), ROWS);
            System.out.println(Browser.measure(server, Map.of()));
        }
    }
}
