package org.penglai.crm.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.security.Caller;

class VisiblePartsTest {
    private static final Map<String, Object> OPEN = Map.of("id", "open");
    private static final Map<String, Object> CUSTOMERS = Map.of("id", "c", "permission", "customers:read");
    private static final Map<String, Object> USERS = Map.of("id", "u", "permission", "users");
    private static final Map<String, Object> MANIFEST = Map.of(
            "id", "customers",
            "css", List.of("/a.css"),
            "menu", List.of(OPEN, CUSTOMERS, USERS),
            "routes", List.of(CUSTOMERS),
            "slots", List.of(USERS));

    @Test
    void everyListIsCutDownToWhatTheCallerMay() {
        Map<String, Object> visible = VisibleParts.of(MANIFEST, caller("customers:read"));
        assertThat(visible)
                .containsEntry("id", "customers")
                .containsEntry("css", List.of("/a.css"))
                .containsEntry("menu", List.of(OPEN, CUSTOMERS))
                .containsEntry("routes", List.of(CUSTOMERS))
                .containsEntry("slots", List.of());
    }

    @Test
    void whoMayEverythingSeesEverythingAndWhoMayNothingWhatIsOpen() {
        assertThat(VisibleParts.of(MANIFEST, Caller.system())).isEqualTo(MANIFEST);
        assertThat(VisibleParts.of(MANIFEST, caller()).get("menu")).isEqualTo(List.of(OPEN));
    }

    @Test
    void thePluginItselfIsNotChanged() {
        VisibleParts.of(MANIFEST, caller());
        assertThat(MANIFEST.get("menu")).isEqualTo(List.of(OPEN, CUSTOMERS, USERS));
    }

    private static Caller caller(String... permissions) {
        return new Caller(7, "zhang", "张三", Locale.ENGLISH, ZoneId.of("UTC"), Set.of(permissions));
    }
}
