package org.penglai.crm.rest.internal.problem;

import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;

/** A refusal that only HTTP knows: wrong media type, body too large, method not allowed. */
public final class Refusal extends CrmException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public Refusal(int status, String code, Localized text) {
        super(code, text, List.of(), null);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The body is larger than permitted; 413. */
    public static Refusal tooLarge(long limit) {
        String size = limit < 1 << 20 ? (limit >> 10) + " KiB" : (limit >> 20) + " MiB";
        return new Refusal(
                413, "tooLarge", Localized.of("提交的内容超过 " + size + "。", "The body is larger than " + size + "."));
    }

    /** The body comes so slowly that it only holds a thread; 408. */
    public static Refusal tooSlow() {
        return new Refusal(
                408, "tooSlow", Localized.of("提交的内容传得太慢，请检查网络后重试。", "The body came too slowly; please try again."));
    }

    /** There is nothing at this path; 404. */
    public static Refusal noSuchPath() {
        return new Refusal(404, "noSuchPath", Localized.of("没有这个地址。", "There is nothing at this path."));
    }

    /** The body is of a type that the path does not take; 415. */
    public static Refusal mediaType(String wanted) {
        return new Refusal(
                415,
                "unsupportedMediaType",
                Localized.of("请求内容的类型应为 " + wanted + "。", "The body's type must be " + wanted + "."));
    }
}
