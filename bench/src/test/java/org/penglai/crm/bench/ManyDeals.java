package org.penglai.crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/** Opportunities by the ten thousand with a year of changes behind them, the same in every run. */
final class ManyDeals {
    private static final int CUSTOMERS = 500;
    private static final String CUSTOMER = "大客户%04d";
    private static final int PEOPLE = 20;
    private static final int DEPARTMENTS = 4;
    private static final int DAYS = 360;
    private static final int SPAN = 120;
    /** Four of five are open, most of them at the beginning. */
    private static final List<String> STAGES =
            List.of("初步接洽", "初步接洽", "初步接洽", "需求确认", "需求确认", "方案报价", "方案报价", "商务谈判", "赢单", "输单");

    private final CrmServer server;
    private final Imported imported;
    private final Random random = new Random(20261123);

    ManyDeals(CrmServer server, Store store) {
        this.server = server;
        this.imported = new Imported("deals", store);
    }

    /** Leaves the server running. */
    void load(int deals) throws Exception {
        CrmClient crm = server.administrator();
        people(crm);
        imported.customers(crm, CUSTOMER, CUSTOMERS);
        imported.from(crm, "opportunities", deals(deals));
        // A third of the beginners go on, so that there is a history of stages.
        JsonNode stages =
                crm.get("/api/v1/stages?sort=order,id&limit=20").expect(200).json();
        String first = stages.at("/items/0/id").asText();
        String second = stages.at("/items/1/id").asText();
        LocalDate third = LocalDate.now().plusDays(SPAN / 3);
        bulk(crm, "stage==" + first + ";expectedCloseOn=lt=" + third, Map.of("stage", second));
        server.stop();
        spread();
        server.start();
    }

    private void people(CrmClient crm) throws Exception {
        for (int department = 0; department < DEPARTMENTS; department++) {
            String id = crm.post("/api/v1/departments", Map.of("name", "销售" + department + "部"))
                    .expect(201)
                    .json()
                    .get("id")
                    .asText();
            for (int person = department; person < PEOPLE; person += DEPARTMENTS) {
                crm.post("/api/v1/users", Map.of("username", "seller" + person, "name", name(person), "department", id))
                        .expect(201);
            }
        }
    }

    private static String name(int person) {
        return "销售" + person;
    }

    private static String customer(int number) {
        return String.format(CUSTOMER, number);
    }

    private Path deals(int deals) throws IOException {
        Path file = Files.createTempFile("opportunities", ".csv");
        LocalDate today = LocalDate.now();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("商机名称,客户名称,阶段,预计金额,预计成交日期,赢输原因,结单日期,负责人\n");
            for (int i = 0; i < deals; i++) {
                String stage = STAGES.get(random.nextInt(STAGES.size()));
                boolean isClosed = stage.endsWith("单");
                out.write(String.join(
                                ",",
                                "商机" + i,
                                customer(random.nextInt(CUSTOMERS)),
                                stage,
                                String.valueOf(1_000 + random.nextInt(900_000)),
                                today.plusDays(random.nextInt(SPAN)).toString(),
                                isClosed ? "价格" : "",
                                isClosed ? today.minusDays(random.nextInt(DAYS)).toString() : "",
                                name(random.nextInt(PEOPLE)))
                        + '\n');
            }
        }
        return file;
    }

    private void bulk(CrmClient crm, String filter, Map<String, Object> values) throws Exception {
        Map<String, Object> change = Map.of("operation", "update", "filter", filter, "values", values);
        imported.done(
                crm,
                "changes of stage",
                crm.post("/api/v1/opportunities/bulk", change).expect(202).json());
    }

    /** All of it was written today; each deal's changes move back by the same number of days of a year. */
    private void spread() throws SQLException {
        Map<String, String> environment = server.environment();
        String url = environment.get("CRM_DB_URL");
        String derby = url == null ? "jdbc:derby:" + server.data().resolve("db/crm") : null;
        try (Connection connection = url == null
                        ? DriverManager.getConnection(derby, "APP", "")
                        : DriverManager.getConnection(
                                url, environment.get("CRM_DB_USER"), environment.get("CRM_DB_PASSWORD"));
                Statement statement = connection.createStatement()) {
            for (String column : List.of("changed_at", "valid_until")) {
                statement.executeUpdate("update crm_stage_change set " + column + " = "
                        + (url == null
                                ? "{fn timestampadd(SQL_TSI_DAY, -mod(opportunity_id, " + DAYS + "), " + column + ")}"
                                : column + " - mod(opportunity_id, " + DAYS + ") * interval '1 day'"));
            }
        }
        if (derby != null) {
            try {
                DriverManager.getConnection(derby + ";shutdown=true", "APP", "");
            } catch (SQLException stopped) {
                // Derby says by an exception that it has stopped.
                return;
            }
        }
    }
}
