package org.penglai.crm.customization.internal;

import java.util.List;
import java.util.Map;
import org.penglai.crm.customization.internal.field.FieldRow;
import org.penglai.crm.customization.internal.layout.Layout;
import org.penglai.crm.customization.internal.option.OptionRow;
import org.penglai.crm.customization.internal.rule.RuleRow;
import org.penglai.crm.records.spi.UniqueKeys.Key;

/**
 * All that administrators have changed, as of one revision.
 *
 * @param fields in use, by type, in their order
 * @param options by type and field, in their order
 * @param rules in use, by type
 * @param numbers patterns by type
 * @param layouts by type
 * @param unique what is unique, by type
 */
public record Definitions(
        String revision,
        Map<String, List<FieldRow>> fields,
        Map<String, Map<String, List<OptionRow>>> options,
        Map<String, List<RuleRow>> rules,
        Map<String, String> numbers,
        Map<String, Layout> layouts,
        Map<String, List<Key>> unique) {
    public static final Definitions NONE =
            new Definitions("", Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
}
