package org.penglai.crm.jobs.internal;

import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;

/** Which names a job's files may have: such as a browser can store them under. */
final class FileNames {
    private static final int LENGTH = 150;

    private FileNames() {}

    /** @throws Invalid if the name is empty, too long, or no plain file name */
    static void check(String name) {
        boolean plain = !name.isBlank()
                && name.length() <= LENGTH
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
                && !name.equals(".")
                && !name.equals("..");
        if (!plain) {
            throw new Invalid(Violation.of(
                    "file", "fileName", "文件名无效（最多 150 个字符，不含路径）。", "Not a plain file name of at most 150 characters."));
        }
    }
}
