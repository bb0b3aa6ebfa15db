package org.penglai.crm.records.internal.types;

import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;

/** The two ways in which a type can be missing. */
final class UnknownTypes {
    private UnknownTypes() {}

    /** It was never there. */
    static NotFound unknown(String name) {
        return new NotFound(
                "unknownType", Localized.of("没有名为 " + name + " 的数据类型。", "There is no record type " + name + "."));
    }

    /** Its module was removed. */
    static NotFound notInstalled(String name, String module) {
        return new NotFound(
                "typeNotInstalled",
                Localized.of(
                        "数据类型 " + name + " 的模块 " + module + " 未安装。",
                        "The module " + module + " of record type " + name + " is not installed."));
    }
}
