package org.penglai.crm.records.internal.duplicates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * What others are compared with.
 *
 * @param name the title, null if there is none yet
 * @param telling values that belong to one person or firm
 */
record Wanted(StoredType type, String name, Map<StoredField, Object> telling) {
    private static final int SHORT_NAME = 3;
    private static final double ALIKE = 0.6;

    /** What is alike in the record; empty if nothing is. */
    List<Alike> compare(RecordSnapshot record, NameKeys keys) {
        List<Alike> found = new ArrayList<>();
        telling.forEach((field, value) -> {
            if (value.equals(record.values().get(field.name()))) {
                found.add(same(field));
            }
        });
        String title = record.text(type.titleField());
        if (name != null && title != null) {
            named(keys.core(name), keys.core(title), keys).ifPresent(found::add);
        }
        return found;
    }

    /** How sure it is that two are the same by all that is alike in them; 0 if nothing is. */
    static int score(List<Alike> likenesses) {
        int best = likenesses.stream().mapToInt(Alike::score).max().orElse(0);
        return best == 0 ? 0 : Math.min(100, best + 3 * (likenesses.size() - 1));
    }

    private static Alike same(StoredField field) {
        String zh = field.label().zh();
        String en = field.label().en();
        return switch (field.kind()) {
            case CREDIT_CODE -> alike(field.name(), "sameCreditCode", 100, zh + "相同", "Same " + lower(en));
            case EMAIL -> alike(field.name(), "sameEmail", 90, zh + "相同", "Same " + lower(en));
            default -> alike(field.name(), "samePhone", 90, zh + "相同", "Same " + lower(en));
        };
    }

    private Optional<Alike> named(String wanted, String core, NameKeys keys) {
        if (wanted.equals(core)) {
            return Optional.of(alike(type.titleField(), "sameName", certainty(core), "名称相同", "Same name"));
        }
        if (keys.sound(wanted).equals(keys.sound(core))) {
            return Optional.of(alike(type.titleField(), "samePinyin", certainty(core) - 10, "名称同音", "Sounds the same"));
        }
        double likeness = Likeness.of(wanted, core);
        return likeness < ALIKE || isShort(wanted) || isShort(core)
                ? Optional.empty()
                : Optional.of(alike(
                        type.titleField(),
                        "similarName",
                        (int) Math.round(likeness * 100) - 10,
                        "名称相近",
                        "Similar name"));
    }

    /** Many persons share a name; few firms do. */
    private int certainty(String core) {
        boolean firm = type.fields().values().stream().anyMatch(field -> field.kind() == FieldKind.CREDIT_CODE);
        return !firm ? 60 : isShort(core) ? 85 : 95;
    }

    private static boolean isShort(String core) {
        return core.codePointCount(0, core.length()) <= SHORT_NAME;
    }

    private static String lower(String label) {
        return Character.toLowerCase(label.charAt(0)) + label.substring(1);
    }

    private static Alike alike(String field, String code, int score, String zh, String en) {
        return new Alike(field, code, Localized.of(zh, en), score);
    }

    /** @param score 1 to 100: how sure it is that the two are the same, by this alone */
    record Alike(String field, String code, Localized label, int score) {}
}
