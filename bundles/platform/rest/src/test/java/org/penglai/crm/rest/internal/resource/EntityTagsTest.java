package org.penglai.crm.rest.internal.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.error.Malformed;

class EntityTagsTest {
    @Test
    void readsAListOfAnyLength() {
        EntityTags tags = EntityTags.parse("\"1\",".repeat(100_000) + "W/\"2-ab\"");

        assertThat(tags.versions()).isEqualTo(List.of(1L, 2L));
        assertThat(tags.matches("\"2-ab\"")).isTrue();
    }

    @Test
    void takesBlanksAroundTags() {
        assertThat(EntityTags.parse(" \"1-x\" ,\t\"7\" ").versions()).isEqualTo(List.of(1L, 7L));
        assertThat(EntityTags.parse(" * ").isAny()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "\"", "\"1\",", ",\"1\"", "\"1\" \"2\"", "*, \"1\"", "\"a b\"", "w/\"1\""})
    void refusesWhatIsNoList(String header) {
        assertThatThrownBy(() -> EntityTags.parse(header)).isInstanceOf(Malformed.class);
    }
}
