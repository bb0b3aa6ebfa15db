package org.penglai.crm.records.internal.write;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;

/** The failures of the write path in words. */
final class Failures {
    private static final Set<String> OF_RULES = Set.of("hookTimeout", "hookFailed", "moduleFenced");

    private Failures() {}

    static Forbidden forbidden(String permission) {
        return new Forbidden(
                "forbidden", Localized.of("没有权限：" + permission + "。", "The permission " + permission + " is missing."));
    }

    /** For what can be seen. */
    static Forbidden outOfReach() {
        return new Forbidden(
                "outOfReach", Localized.of("您可以查看这条记录，但不能修改。", "You may see this record, but not change it."));
    }

    static NotFound noRecord() {
        return new NotFound("notFound", Localized.of("没有这条记录。", "There is no such record."));
    }

    static Unavailable moduleUnavailable(String module) {
        return new Unavailable(
                "moduleUnavailable",
                Localized.of(
                        "模块 " + module + " 正在启动或更新，请稍后再试。", "The module " + module + " is starting or being updated."),
                Duration.ofSeconds(2));
    }

    /** Whether a rule failed, which it will do again. */
    static boolean isOfRule(CrmException failure) {
        return OF_RULES.contains(failure.code());
    }

    static Unavailable hookTimeout(String module) {
        return new Unavailable(
                "hookTimeout",
                Localized.of("模块 " + module + " 的业务规则超时，未保存。", "A rule of the module " + module + " took too long."),
                Duration.ofSeconds(5));
    }

    static Unavailable hookFailed(String module, Throwable cause) {
        return new Unavailable(
                "hookFailed",
                Localized.of("模块 " + module + " 的业务规则出错，未保存。", "A rule of the module " + module + " failed."),
                Duration.ofSeconds(5),
                cause);
    }

    static Unavailable moduleFenced(String module, Duration retryAfter) {
        return new Unavailable(
                "moduleFenced",
                Localized.of(
                        "模块 " + module + " 的业务规则反复超时或出错，已暂停使用，未保存。请联系管理员。",
                        "The rules of the module " + module
                                + " failed again and again and are left alone for a while; nothing was saved. Tell the administrator."),
                retryAfter);
    }

    static Unavailable moduleBusy(String module) {
        return new Unavailable(
                "moduleBusy",
                Localized.of("模块 " + module + " 繁忙，请稍后再试。", "The module " + module + " is busy."),
                Duration.ofSeconds(1));
    }

    static Unavailable busy() {
        return new Unavailable(
                "databaseBusy",
                Localized.of("其他人正在修改相同的数据，请重试。", "Others are changing the same data; please try again."),
                Duration.ofSeconds(1));
    }

    static Conflict notApplicable(Localized action) {
        return new Conflict(
                "notApplicable",
                Localized.of("该记录现在不能“" + action.zh() + "”。", action.en() + " does not apply to the record as it is."));
    }

    static Violation violation(String field, String code, String zh, String en) {
        return Violation.of(field, code, zh, en);
    }

    static Violation required(String field) {
        return Violation.of(field, "required", "必填。", "A value is required.");
    }

    static Violation readOnly(String field) {
        return Violation.of(field, "readOnly", "该字段不能修改。", "This field cannot be set.");
    }

    static Violation unknownField(String field) {
        return Violation.of(field, "unknownField", "没有这个字段。", "There is no such field.");
    }

    static Violation missingReference(String field) {
        return Violation.of(field, "missingReference", "引用的记录不存在。", "The record referred to does not exist.");
    }

    static Conflict duplicate(List<String> fields) {
        return new Conflict(
                "duplicate",
                Localized.of("已存在相同的记录。", "There is such a record already."),
                fields.stream()
                        .map(field -> Violation.of(
                                field, "duplicate", "该值已被其他记录使用。", "Another record has this value already."))
                        .toList());
    }
}
