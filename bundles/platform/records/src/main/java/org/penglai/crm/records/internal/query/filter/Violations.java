package org.penglai.crm.records.internal.query.filter;

import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;

/** What is said of a field that a list request names in vain. */
public final class Violations {
    private Violations() {}

    /** There is no such field, or the caller must not know of it. */
    public static Invalid unknownField(String name) {
        return new Invalid(
                Violation.of(name, "unknownField", "没有名为 " + name + " 的字段。", "There is no field " + name + "."));
    }

    /** The field shows a part of its values only. */
    public static Invalid masked(String name) {
        return new Invalid(Violation.of(
                name,
                "masked",
                "字段 " + name + " 的值已遮盖，不能用于筛选、排序或分组。",
                "The values of " + name + " are masked, so it cannot be filtered, sorted or grouped by."));
    }

    public static Invalid notFilterable(String name) {
        return new Invalid(Violation.of(
                name, "notFilterable", "字段 " + name + " 不能用于筛选。", "The field " + name + " cannot be filtered by."));
    }

    /** The field exists but has no order. */
    public static Invalid notSortable(String name) {
        return new Invalid(Violation.of(
                name, "notSortable", "字段 " + name + " 不能用于排序。", "The field " + name + " cannot be sorted by."));
    }

    static Invalid badOperator(String name, String operator) {
        return new Invalid(Violation.of(
                name,
                "badOperator",
                "字段 " + name + " 不支持运算符 " + operator + "。",
                "The field " + name + " does not support the operator " + operator + "."));
    }

    static Invalid badValue(String name, String zh, String en) {
        return new Invalid(Violation.of(
                name, "badValue", "字段 " + name + " 的值应为" + zh + "。", "The value of " + name + " must be " + en + "."));
    }

    /** Encrypted values are found by one fragment that is long enough. */
    static Invalid badFragment(String name, int shortest) {
        return new Invalid(Violation.of(
                name,
                "badFragment",
                "字段 " + name + " 已加密，只能按完整的值或一段至少 " + shortest + " 个字符的内容查找。",
                "The field " + name + " is encrypted: it is found by the whole value or by one part of at least "
                        + shortest + " characters."));
    }
}
