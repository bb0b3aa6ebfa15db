package org.penglai.crm.support.internal.knowledge;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.PICKLIST;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.List;
import java.util.function.UnaryOperator;
import org.penglai.crm.api.records.FieldBuilder;
import org.penglai.crm.api.records.RecordDefinitionBuilder;

/** What an article says, while it is written as well as once it is published. */
final class ArticleFields {
    static final String TITLE = "title";
    static final String CATEGORY = "category";
    static final String BODY = "body";
    static final String VISIBILITY = "visibility";
    static final String VALID_FROM = "validFrom";
    static final String VALID_TO = "validTo";
    static final String INTERNAL = "internal";
    static final String PUBLIC = "public";

    /** All that is published. */
    static final List<String> CONTENT = List.of(TITLE, CATEGORY, BODY, VISIBILITY, VALID_FROM, VALID_TO);

    private ArticleFields() {}

    /** @param each what holds for each of the fields */
    static void of(RecordDefinitionBuilder type, UnaryOperator<FieldBuilder> each) {
        type.field(
                        TITLE,
                        TEXT,
                        f -> each.apply(f.label("标题", "Title").required().searchable()))
                .field(
                        CATEGORY,
                        PICKLIST,
                        f -> each.apply(f.label("分类", "Category")
                                .option("product", "产品使用", "Using products")
                                .option("fault", "故障处理", "Faults")
                                .option("process", "业务流程", "How we work")
                                .option("policy", "政策条款", "Terms")))
                .field(
                        BODY,
                        LONG_TEXT,
                        f -> each.apply(f.label("正文", "Text").required().searchable()))
                .field(
                        VISIBILITY,
                        ENUMERATION,
                        f -> each.apply(f.label("可见范围", "Visible to")
                                .required()
                                .defaultValue(INTERNAL)
                                .option(INTERNAL, "内部", "Staff")
                                .option(PUBLIC, "公开", "Everybody")))
                .field(VALID_FROM, DATE, f -> each.apply(f.label("生效日期", "Valid from")))
                .field(
                        VALID_TO,
                        DATE,
                        f -> each.apply(f.label("失效日期", "Valid to")
                                .help("当天仍有效；次日自动下架。", "Shown on that day still, and not after it.")));
    }
}
