package org.penglai.crm.mail.internal.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.records.RecordSnapshot;

/** From when on a mailbox is read. */
class BoxSettingsTest {
    private static final Instant BEGINNING = Instant.parse("2026-11-23T19:09:47.430Z");

    @Test
    void mailOfTheSecondInWhichItBeginsIsNew() {
        BoxSettings box = box(BEGINNING);
        assertThat(box.isOld(Instant.parse("2026-11-23T19:09:46Z"))).isTrue();
        assertThat(box.isOld(Instant.parse("2026-11-23T19:09:47Z"))).isFalse();
        assertThat(box.isOld(BEGINNING)).isFalse();
    }

    @Test
    void withoutABeginningNoMailIsOld() {
        assertThat(box(null).isOld(Instant.EPOCH)).isFalse();
    }

    private static BoxSettings box(Instant from) {
        Map<String, Object> values =
                new HashMap<>(Map.of("name", "客服", "protocol", "imap", "host", "mx", "port", 993L));
        values.put("fetchFrom", from);
        return BoxSettings.of(new RecordSnapshot("mailboxes", 1, 1, values));
    }
}
