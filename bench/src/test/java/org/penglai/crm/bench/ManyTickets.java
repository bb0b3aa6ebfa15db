package org.penglai.crm.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.Store;

/** Tickets by the ten thousand that wait for somebody, each with what is promised about it, the same in every run. */
final class ManyTickets {
    /** Working minutes within which a ticket of normal priority is promised to be solved. */
    static final int RESOLUTION = 1_350;

    private static final int CUSTOMERS = 500;
    private static final String CUSTOMER = "用户单位%04d";
    private static final int AGENTS = 20;
    private static final List<String> QUEUES = List.of("售后", "咨询", "投诉", "备件");
    private static final List<String> KINDS = List.of("咨询", "故障", "故障", "请求");
    private static final List<String> PRIORITIES = List.of("低", "普通", "普通", "高", "紧急");
    private static final List<String> PARTS = List.of("水泵", "阀门", "轴承", "电机", "密封圈", "传感器", "控制柜");
    private static final List<String> FAULTS = List.of("漏油", "异响", "不转", "报警", "发热", "如何更换", "何时到货");

    private final Imported imported;
    private final Random random = new Random(20261123);

    ManyTickets(Store store) {
        this.imported = new Imported("tickets", store);
    }

    void load(CrmClient crm, int tickets) throws Exception {
        for (int agent = 0; agent < AGENTS; agent++) {
            crm.post("/api/v1/users", Map.of("username", "agent" + agent, "name", agent(agent)))
                    .expect(201);
        }
        for (String queue : QUEUES) {
            crm.post("/api/v1/ticketQueues", Map.of("name", queue)).expect(201);
        }
        crm.post(
                        "/api/v1/slaPolicies",
                        Map.of(
                                "name",
                                "标准",
                                "firstResponseNormal",
                                240,
                                "firstResponseHigh",
                                60,
                                "resolutionNormal",
                                RESOLUTION))
                .expect(201);
        imported.customers(crm, CUSTOMER, CUSTOMERS);
        imported.from(crm, "tickets", tickets(tickets));
    }

    private static String agent(int number) {
        return "客服" + number;
    }

    private static String customer(int number) {
        return String.format(CUSTOMER, number);
    }

    private Path tickets(int tickets) throws IOException {
        Path file = Files.createTempFile("tickets", ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("主题,问题描述,客户,类型,优先级,渠道,队列,负责人\n");
            for (int i = 0; i < tickets; i++) {
                String what = any(PARTS) + any(FAULTS);
                out.write(String.join(
                                ",",
                                what + i,
                                "现场反映" + what + "，请尽快处理。",
                                customer(random.nextInt(CUSTOMERS)),
                                any(KINDS),
                                any(PRIORITIES),
                                "电话",
                                any(QUEUES),
                                random.nextInt(10) == 0 ? "" : agent(random.nextInt(AGENTS)))
                        + '\n');
            }
        }
        return file;
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
