package org.penglai.crm.exchange.internal.table;

import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;

/** Why a file is not taken, in words that say what to do. */
final class Refusals {

    private Refusals() {}

    static Malformed encrypted() {
        return of("encrypted", "文件已加密，请取消密码后再导入。", "The workbook is encrypted; remove its password first.");
    }

    static Malformed oldWorkbook() {
        return of(
                "workbook",
                "这是旧版工作簿（xls），请另存为 xlsx 或 CSV 后再导入。",
                "This is a workbook of the old kind (xls); save it as xlsx or CSV.");
    }

    static Malformed noWorkbook() {
        return of(
                "noWorkbook",
                "文件内容不是 xlsx 工作簿，请检查文件类型。",
                "The file is an archive but no xlsx workbook; check what kind of file it is.");
    }

    static Malformed damaged() {
        return of("damaged", "文件已损坏，无法读取。", "The file is damaged and cannot be read.");
    }

    static Malformed noTable() {
        return of("noTable", "文件内容不是表格，请使用 CSV、XLSX 或 vCard 文件。", "The file holds no table; use CSV, XLSX or vCard.");
    }

    static Malformed unsafe() {
        return of("unsafe", "文件含有不安全的内容（外部实体），已拒绝。", "The file declares entities; it is refused as unsafe.");
    }

    static Malformed tooLarge() {
        return of("tooLarge", "文件解压后过大，已拒绝；请拆分后再导入。", "The file is too large once unpacked; split it.");
    }

    static Malformed noSheet() {
        return of("noSheet", "文件中没有这个工作表。", "The workbook has no such sheet.");
    }

    static Malformed of(String code, String zh, String en) {
        return new Malformed(code, Localized.of(zh, en));
    }
}
