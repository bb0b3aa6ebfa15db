package org.penglai.crm.rest.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** The services below the HTTP layer, in memory, with switches for what may go wrong. */
final class FakePlatform {
    static final Caller ANNA =
            new Caller(7, "anna", "安娜", Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), Set.of("*"));
    static final Caller READER =
            new Caller(8, "rita", "Rita", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("customers:read"));

    final FakeSignIn signIn = new FakeSignIn();
    final FakeGates gates = new FakeGates();
    final FakeTypes types = new FakeTypes();
    final FakeRecords records = new FakeRecords();
    final FakeLive live = new FakeLive();
    final FakeOutbox outbox = new FakeOutbox();

    static StoredType customers() {
        return type("customers", List.of());
    }

    /** @param touches types that its rules write, too */
    static StoredType type(String name, List<String> touches) {
        Map<String, StoredField> fields = new LinkedHashMap<>();
        fields.put("name", field("name", "名称", "Name", true));
        fields.put("remark", field("remark", "备注", "Remark", false));
        return new StoredType(
                name,
                "crm-customers",
                "1.0.0",
                "customers",
                "crm_customer",
                Localized.of("客户", "Customer"),
                Localized.of("客户", "Customers"),
                "name",
                null,
                null,
                null,
                fields,
                List.of(List.of("name")),
                List.of(),
                List.of(),
                List.of(),
                List.of(Trait.TIMELINE),
                List.of(),
                Map.of(),
                touches);
    }

    private static StoredField field(String name, String zh, String en, boolean required) {
        return new StoredField(
                name,
                FieldKind.TEXT,
                name,
                null,
                name,
                Localized.of(zh, en),
                null,
                200,
                0,
                0,
                required,
                false,
                false,
                true,
                List.of(),
                null,
                List.of(),
                null,
                null,
                List.of());
    }

    static String read(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
