package org.penglai.crm.customization.internal.layout;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SectionDefinition;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Whether a layout fits its type: nobody may be left without a field that must be filled in. */
final class LayoutCheck implements RecordHook {
    private static final String SECTIONS = "sections";
    private static final int MOST_SECTIONS = 30;
    private static final int LONGEST_LABEL = 60;

    private final Supplier<Types> types;

    LayoutCheck(Supplier<Types> types) {
        this.types = types;
    }

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot row = input.after();
        Outcome outcome = Outcome.none();
        if (row == null) {
            return outcome;
        }
        Optional<StoredType> type = types.get().find(row.text("type"));
        if (type.isEmpty()) {
            return outcome.reject(Violation.of("type", "unknownType", "没有这个对象。", "There is no such type."));
        }
        Optional<Layout> layout = Layout.read(row.text(SECTIONS));
        if (layout.isEmpty()
                || layout.get().sections().isEmpty()
                || layout.get().sections().size() > MOST_SECTIONS) {
            return outcome.reject(Violation.of(
                    SECTIONS,
                    "invalid",
                    "须有 1 至 " + MOST_SECTIONS + " 个分组，各有 id、label 和 fields。",
                    "Needs 1 to " + MOST_SECTIONS + " sections, each with id, label and fields."));
        }
        return check(layout.get(), type.get(), outcome);
    }

    private static Outcome check(Layout layout, StoredType type, Outcome outcome) {
        Set<String> sections = new HashSet<>();
        Set<String> fields = new HashSet<>(layout.hidden());
        for (SectionDefinition section : layout.sections()) {
            if (!sections.add(section.id()) || !isLabelled(section)) {
                outcome.reject(Violation.of(
                        SECTIONS,
                        "badSection",
                        "分组“" + section.id() + "”的编码重复，或名称为空或过长。",
                        "Section " + section.id() + " appears twice, or its label is empty or too long."));
            }
            for (String name : section.fields()) {
                if (!fields.add(name)) {
                    outcome.reject(Violation.of(
                            SECTIONS, "twice", "字段 " + name + " 出现了两次。", "Field " + name + " appears twice."));
                }
            }
        }
        for (String name : fields) {
            Optional<StoredField> field = type.field(name);
            if (field.isEmpty()) {
                outcome.reject(Violation.of(
                        SECTIONS, "unknownField", "没有字段 " + name + "。", "There is no field " + name + "."));
            } else if (layout.hidden().contains(name) && field.get().required()) {
                outcome.reject(Violation.of(
                        SECTIONS, "required", "必填字段 " + name + " 不能隐藏。", "Field " + name + " is required and stays."));
            }
        }
        return outcome;
    }

    private static boolean isLabelled(SectionDefinition section) {
        return Stream.of(section.label().zh(), section.label().en())
                .allMatch(text -> !text.isBlank() && text.length() <= LONGEST_LABEL);
    }
}
