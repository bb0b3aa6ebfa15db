package org.penglai.crm.records.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.records.internal.value.Fields.cell;
import static org.penglai.crm.records.internal.value.Fields.strict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.StoredField;

class ListCodecsTest {
    private static final StoredField TAGS = Fields.of(FieldKind.TAGS);
    private static final StoredField EXTERNAL = Fields.of(FieldKind.EXTERNAL_IDS);
    private static final StoredField REFERENCE = Fields.of(FieldKind.REFERENCE);
    private static final StoredField YES_NO = Fields.of(FieldKind.BOOLEAN);
    private static final StoredField STATUS = Fields.of(
            FieldKind.ENUMERATION,
            20,
            0,
            0,
            new Option("potential", Localized.of("潜在", "Potential")),
            new Option("A", Localized.of("A（重点）", "A (key)")));

    @Test
    void tagsAreTextsOnceEach() {
        assertThat(strict(TAGS, List.of(" 重点 ", "出口", "重点"))).isEqualTo(List.of("重点", "出口"));
        assertThat(strict(TAGS, List.of())).isNull();
        assertThat(strict(TAGS, List.of(""))).isNull();
        assertThat(strict(TAGS, "重点")).isEqualTo("?wrongType");
        assertThat(strict(TAGS, List.of(1))).isEqualTo("?wrongType");
        assertThat(strict(TAGS, Arrays.asList("a", null))).isEqualTo("?wrongType");
        assertThat(strict(TAGS, List.of("a;b"))).isEqualTo("?badTag");
        assertThat(strict(TAGS, List.of("x".repeat(65)))).isEqualTo("?tooLong");
        assertThat(strict(TAGS, IntStream.range(0, 51).mapToObj(i -> "t" + i).toList()))
                .isEqualTo("?outOfRange");
    }

    @Test
    void tagsInCellsAreSplit() {
        assertThat(cell(TAGS, "重点; 老客户；出口,展会2026，账期、x;;")).isEqualTo(List.of("重点", "老客户", "出口", "展会2026", "账期", "x"));
    }

    @Test
    void externalIdsAreSystemAndKey() {
        assertThat(strict(EXTERNAL, List.of(Map.of("system", "erp", "key", "4711"))))
                .isEqualTo(List.of(new ExternalId("erp", "4711")));
        assertThat(strict(EXTERNAL, List.of(new ExternalId("erp", "1"))))
                .isEqualTo(List.of(new ExternalId("erp", "1")));
        assertThat(strict(EXTERNAL, List.of(Map.of("system", "erp")))).isEqualTo("?wrongType");
        assertThat(strict(EXTERNAL, List.of(Map.of("system", "erp", "key", ""))))
                .isEqualTo("?wrongType");
        assertThat(strict(EXTERNAL, List.of(new ExternalId("erp", "1"), new ExternalId("erp", "2"))))
                .isEqualTo("?duplicate");
    }

    @Test
    void optionsAreCodesInJsonAndLabelsTooInCells() {
        assertThat(strict(STATUS, "potential")).isEqualTo("potential");
        assertThat(strict(STATUS, "潜在")).isEqualTo("?unknownOption");
        assertThat(strict(STATUS, "Potential")).isEqualTo("?unknownOption");
        assertThat(cell(STATUS, " 潜在")).isEqualTo("potential");
        assertThat(cell(STATUS, "POTENTIAL")).isEqualTo("potential");
        assertThat(cell(STATUS, "Ａ")).isEqualTo("A");
        assertThat(cell(STATUS, "a(重点)")).isEqualTo("A");
        assertThat(cell(STATUS, "Z")).isEqualTo("?unknownOption");
        assertThat(strict(STATUS, 1)).isEqualTo("?wrongType");
    }

    @Test
    void referencesAreIds() {
        assertThat(strict(REFERENCE, Ids.format(4711))).isEqualTo(4711L);
        assertThat(strict(REFERENCE, Map.of("id", Ids.format(4711), "title", "x")))
                .isEqualTo(4711L);
        assertThat(strict(REFERENCE, 4711L)).isEqualTo(4711L);
        assertThat(strict(REFERENCE, "烟台")).isEqualTo("?missingReference");
        assertThat(strict(REFERENCE, 12)).isEqualTo("?wrongType");
        assertThat(strict(REFERENCE, Map.of())).isEqualTo("?wrongType");
    }

    @Test
    void booleansMayBeWordsInCells() {
        assertThat(strict(YES_NO, true)).isEqualTo(true);
        assertThat(strict(YES_NO, "true")).isEqualTo("?wrongType");
        assertThat(cell(YES_NO, "是")).isEqualTo(true);
        assertThat(cell(YES_NO, "FALSE")).isEqualTo(false);
        assertThat(cell(YES_NO, "maybe")).isEqualTo("?badBoolean");
    }
}
