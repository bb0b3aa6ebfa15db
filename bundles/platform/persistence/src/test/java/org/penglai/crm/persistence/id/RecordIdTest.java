package org.penglai.crm.persistence.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.persistence.spi.Ids;

class RecordIdTest {

    /** What capabilities write into filters is what the platform reads. */
    @Test
    void theApiWritesIdsAsThePlatformDoes() {
        Random random = new Random(20261122);
        for (int i = 0; i < 10_000; i++) {
            long id = random.nextLong();
            assertThat(RecordId.format(id)).isEqualTo(Ids.format(id));
            assertThat(Ids.parse(RecordId.format(id))).isEqualTo(id);
        }
        assertThat(RecordId.format(0)).isEqualTo("0000000000000");
    }
}
