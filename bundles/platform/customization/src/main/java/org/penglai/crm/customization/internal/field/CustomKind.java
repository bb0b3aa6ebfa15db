package org.penglai.crm.customization.internal.field;

import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldKind;

/** The kinds that a custom field may have. */
enum CustomKind {
    TEXT(FieldKind.TEXT, "单行文本", "Text"),
    LONG_TEXT(FieldKind.LONG_TEXT, "多行文本", "Long text"),
    INTEGER(FieldKind.INTEGER, "整数", "Whole number"),
    DECIMAL(FieldKind.DECIMAL, "小数", "Decimal"),
    PERCENT(FieldKind.PERCENT, "百分比", "Percent"),
    MONEY(FieldKind.MONEY, "金额", "Amount"),
    BOOLEAN(FieldKind.BOOLEAN, "是否", "Yes or no"),
    DATE(FieldKind.DATE, "日期", "Date"),
    INSTANT(FieldKind.INSTANT, "日期时间", "Date and time"),
    PICKLIST(FieldKind.PICKLIST, "单选", "One option"),
    CHOICES(FieldKind.CHOICES, "多选", "Several options"),
    REFERENCE(FieldKind.REFERENCE, "引用", "Reference"),
    PHONE(FieldKind.PHONE, "电话", "Phone"),
    EMAIL(FieldKind.EMAIL, "邮箱", "Email"),
    URL(FieldKind.URL, "网址", "Web address"),
    REGION(FieldKind.REGION, "地区", "Region");

    private final FieldKind kind;
    private final Localized label;

    CustomKind(FieldKind kind, String zh, String en) {
        this.kind = kind;
        this.label = Localized.of(zh, en);
    }

    static Optional<CustomKind> of(String code) {
        for (CustomKind each : values()) {
            if (each.code().equals(code)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    String code() {
        return kind.code();
    }

    FieldKind kind() {
        return kind;
    }

    Localized label() {
        return label;
    }
}
