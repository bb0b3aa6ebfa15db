package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;

/** A write over two capabilities that fails or hangs in the middle leaves nothing half-made; a killed one: KillSpec. */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class CrashSpec implements LogTail.ServerSpec {
    private static final String CUSTOMERS = "/api/v1/customers";

    @Parameter
    Store store;

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void anExceptionAndAHangInsideTheTransactionLeaveNothing() throws Exception {
        try (CrmServer own = new CrmServer("fault", store)) {
            server = own;
            own.start();
            own.console("crm:module-stage " + Kars.faulty());
            own.console("feature:install itest-faulty");
            CrmClient crm = own.administrator();
            String customer = crm.post(CUSTOMERS, Map.of("name", "原名", "level", "C"))
                    .expect(201)
                    .json()
                    .get("id")
                    .asText();
            for (String fault : List.of("exception", "hang")) {
                int status = crm.post("/api/v1/itestFaults", Map.of("name", fault, "customer", customer))
                        .status();
                assertThat(status).as(fault).isGreaterThanOrEqualTo(500);
                assertThat(crm.get(CUSTOMERS + '/' + customer)
                                .json()
                                .get("level")
                                .asText())
                        .isEqualTo("C");
                assertThat(crm.get("/api/v1/itestFaults?count=exact")
                                .json()
                                .get("total")
                                .asInt())
                        .isZero();
            }
            crm.post("/api/v1/itestFaults", Map.of("name", "none", "customer", customer))
                    .expect(201);
            assertThat(crm.get(CUSTOMERS + '/' + customer).json().get("level").asText())
                    .isEqualTo("A");
        }
    }
}
