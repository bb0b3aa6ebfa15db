package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.Load;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;

/** Capabilities come, change and go while everybody else keeps working: no request fails. */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class SwapSpec implements LogTail.ServerSpec {
    /** Length of the whole run; the benchmark asks for 60. */
    private static final long SECONDS = Long.getLong("crm.swap.seconds", 15);

    private static final int CLIENTS = 8;

    /** Ten times the target: the machine may be busy with something else. */
    private static final double LONGEST_MILLIS = 2_000 * 10;

    @Parameter
    Store store;

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void installingUpgradingAndRemovingModulesFailsNoRequest() throws Exception {
        try (CrmServer own = new CrmServer("swap", store).start()) {
            server = own;
            server.console("crm:module-stage " + Kars.loyaltyNext());
            server.console("crm:module-stage " + Kars.customersNext());
            CrmClient crm = own.administrator();
            int marks = own.log().size();
            try (Load load = new Load(own, CLIENTS)) {
                pause();
                step("feature:install acme-loyalty/1.0.0");
                crm.get("/api/v1/acmeLoyaltyAccounts").expect(200);
                step("feature:install --upgrade acme-loyalty/1.0.1");
                crm.get("/api/v1/acmeLoyaltyAccounts").expect(200);
                step("feature:install --upgrade crm-customers/1.0.1");
                String nickname = crm.post("/api/v1/customers", Map.of("name", "新字段", "nickname", "小新"))
                        .expect(201)
                        .json()
                        .get("nickname")
                        .asText();
                assertThat(nickname).isEqualTo("小新");
                step("feature:uninstall acme-loyalty/1.0.1");
                assertThat(crm.get("/api/v1/acmeLoyaltyAccounts").expect(404).code())
                        .isEqualTo("typeNotInstalled");
                load.stop();
                System.out.println("swap on " + store + ": " + load.figures());
                assertThat(load.failures()).isEmpty();
                assertThat(load.figures().longest()).isLessThan(LONGEST_MILLIS);
            }
            onlyTheModulesMoved(own.log().subList(marks, own.log().size()));
        }
    }

    private void step(String command) throws Exception {
        server.console(command);
        pause();
    }

    /** Lets the load run; four changes and five pauses make the whole run. */
    private static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SECONDS * 1000 / 5);
    }

    /** The container tells in its log which bundles an operation stops, starts and refreshes. */
    private static void onlyTheModulesMoved(List<String> log) {
        assertThat(log).noneMatch(line -> line.contains("Refreshing bundles"));
        assertThat(log.stream()
                        .filter(line -> line.matches(".*\\b(org\\.[a-z.]+|com\\.[a-z.]+)/\\d+\\.\\d+\\.\\d+.*")
                                && (line.contains("FeaturesService") || line.contains("features.internal"))))
                .allMatch(line -> line.contains("org.penglai.crm.customers/") || line.contains("com.acme.loyalty/"));
    }
}
