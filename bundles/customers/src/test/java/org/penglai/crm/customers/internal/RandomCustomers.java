package org.penglai.crm.customers.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.spi.Regions;

/** Customers and contacts full of what tables get wrong. */
final class RandomCustomers {

    private static final String[] PIECES = {
        "=",
        "+",
        "-",
        "@",
        "'",
        "\"",
        ",",
        ";",
        "、",
        "，",
        "蓬莱",
        "㐂",
        "𠮷",
        "é",
        "0",
        "007",
        "1e5",
        "#",
        "|",
        "a b",
        "＝",
        "_x000D_",
        "&amp;",
        "<b>",
        "%",
        "TRUE",
        "2026-01-02",
        "\\",
        "€"
    };
    private static final String[] PHONES = {
        "13800138000", "+8613912345678", "0535-5641234", "010-62345678转801", "+12125550123", "4008001234", "95588"
    };
    private static final String[] CURRENCIES = {"CNY", "USD", "JPY", "EUR"};

    private final Random random;
    private final List<Regions.Region> regions = new NationalRegions().list();

    RandomCustomers(long seed) {
        random = new Random(seed);
    }

    List<RecordChange> customers(int count) {
        List<RecordChange> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> values = new HashMap<>();
            values.put("customerNo", String.format("%06d", i));
            values.put("name", i % 9 == 0 ? "同名公司" : "甲" + i + text(4));
            values.put("kind", random.nextBoolean() ? "company" : "person");
            maybe(values, "shortName", text(3));
            maybe(values, "taxNo", "00" + random.nextInt(1_000));
            maybe(values, "level", random.nextBoolean() ? "A" : "B");
            maybe(values, "industry", "machinery");
            maybe(values, "source", "website");
            maybe(values, "phone", any(PHONES));
            maybe(values, "email", "info" + i + "+x@example.com");
            maybe(values, "website", "https://example.com/?a=" + i + "&b=,");
            maybe(values, "region", regions.get(random.nextInt(regions.size())).code());
            maybe(values, "address", text(6));
            maybe(values, "foundedOn", String.format("%04d-%02d-%02d", 1890 + random.nextInt(130), 2, 28));
            maybe(
                    values,
                    "annualRevenue",
                    Map.of("amount", Integer.toString(random.nextInt() / 7), "currency", any(CURRENCIES)));
            maybe(values, "remark", text(3) + "\n" + text(2) + "\r\n\t" + text(3));
            maybe(values, "tags", List.of("示例", "=" + i, "a b"));
            changes.add(new RecordChange.Create("customers", values));
        }
        return changes;
    }

    /** Gives some customers a parent that comes earlier in the file. */
    List<RecordChange> parents(CustomerKernel crm) {
        List<RecordSnapshot> all = new ArrayList<>(crm.list("customers", "", 200));
        all.sort((a, b) -> a.text("customerNo").compareTo(b.text("customerNo")));
        List<RecordChange> changes = new ArrayList<>();
        for (int i = 1; i < all.size(); i += 2) {
            changes.add(new RecordChange.Update(
                    "customers",
                    all.get(i).id(),
                    null,
                    Map.of("parent", all.get(random.nextInt(i)).id())));
        }
        return changes;
    }

    List<RecordChange> contacts(CustomerKernel crm, int count) {
        List<RecordSnapshot> customers = crm.list("customers", "", 200);
        List<RecordChange> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> values = new HashMap<>();
            values.put(
                    "customer", customers.get(random.nextInt(customers.size())).id());
            values.put("name", text(2) + "王" + i);
            values.put("email", String.format("p%04d@example.com", i));
            maybe(values, "position", text(2));
            maybe(values, "roleInDeal", "decisionMaker");
            maybe(values, "birthday", "1980-02-29");
            maybe(values, "isPrimary", random.nextBoolean());
            maybe(values, "mobile", "+8613912345678");
            maybe(values, "phone", any(PHONES));
            maybe(values, "wechat", text(2));
            changes.add(new RecordChange.Create("contacts", values));
        }
        return changes;
    }

    private void maybe(Map<String, Object> values, String name, Object value) {
        if (random.nextInt(3) > 0) {
            values.put(name, value);
        }
    }

    private String text(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(any(PIECES));
        }
        return text.toString();
    }

    private String any(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
