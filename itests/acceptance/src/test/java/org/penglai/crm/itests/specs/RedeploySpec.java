package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Footprint;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;

/** However often modules are exchanged, the server keeps nothing of the versions that are gone. */
@ExtendWith(LogTail.class)
class RedeploySpec implements LogTail.ServerSpec {
    /** Exchanges of customers and of the sample; the measurement asks for 50. */
    private static final int TIMES = Integer.getInteger("crm.redeploys", 4);

    /** From then on everything that is made once has been made. */
    private static final int WARM = Math.min(10, TIMES / 2);

    private static final double MEGABYTES = 5;
    private static final String LATER = "crm-customers/1.0.1 acme-loyalty/1.0.1";
    private static final String EARLIER = "crm-customers/1.0.0 acme-loyalty/1.0.0";

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void nothingIsKeptOfExchangedVersions() throws Exception {
        server = SharedServer.on(Store.DERBY);
        server.console("crm:module-stage " + Kars.customersNext());
        server.console("crm:module-stage " + Kars.loyaltyNext());
        CrmClient crm = server.administrator();
        server.console("crm:module-install acme-loyalty/1.0.0");
        Footprint warm = null;
        for (int i = 1; i <= TIMES; i++) {
            server.console("crm:module-install " + (i % 2 == 0 ? EARLIER : LATER));
            crm.post("/api/v1/customers", Map.of("name", "重新部署 " + i)).expect(201);
            crm.get("/api/v1/acmeLoyaltyAccounts").expect(200);
            if (i == WARM) {
                warm = Footprint.of(server);
                System.out.println("after " + i + " exchanges: " + warm);
            } else if (i % 10 == 0) {
                System.out.println("after " + i + " exchanges: " + Footprint.of(server));
            }
        }
        Footprint end = Footprint.of(server);
        System.out.println("after " + TIMES + " exchanges: " + end);
        server.console("crm:module-uninstall --purge acme-loyalty");
        assertThat(end.megabytes()).isLessThan(warm.megabytes() + MEGABYTES);
        assertThat(end.revisions()).isLessThanOrEqualTo(warm.revisions() + 1);
        assertThat(end.loaders()).isLessThanOrEqualTo(warm.loaders() + 1);
    }
}
