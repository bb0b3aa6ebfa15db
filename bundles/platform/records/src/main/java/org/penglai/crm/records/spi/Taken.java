package org.penglai.crm.records.spi;

import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;

/** Another record has the values that no two of its type may share. */
public final class Taken extends Conflict {
    private static final long serialVersionUID = 1L;
    private static final String CODE = "duplicate";

    private final String type;
    private final long holder;

    /**
     * @param type name of the type
     * @param holder id of the record, which the caller may not be told as it is: {@link Duplicates#holder}
     * @param fields names of the fields
     */
    public Taken(String type, long holder, List<String> fields) {
        super(
                CODE,
                Localized.of("已存在相同的记录。", "There is such a record already."),
                fields.stream()
                        .map(field ->
                                Violation.of(field, CODE, "该值已被其他记录使用。", "Another record has this value already."))
                        .toList());
        this.type = type;
        this.holder = holder;
    }

    public String type() {
        return type;
    }

    public long holder() {
        return holder;
    }
}
