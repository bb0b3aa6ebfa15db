package org.penglai.crm.support.internal.knowledge;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;

import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.support.internal.Support;

/**
 * Articles of the knowledge base as their authors see them; readers see what was published last. Appears after its tables.
 */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class ArticleType implements RecordType {
    public static final String TYPE = "articles";
    static final String STATUS = "status";
    static final String NUMBER = "versionNumber";
    static final String PUBLISHED_AT = "publishedAt";
    static final String HELPFUL = "helpful";
    static final String UNHELPFUL = "unhelpful";

    static final String DRAFT = "draft";
    static final String REVIEW = "review";
    static final String PUBLISHED = "published";
    static final String EXPIRED = "expired";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Support.MODULE, TYPE, Article.class)
                .unit(Support.UNIT)
                .label("知识文章", "Article", "Articles")
                .title(ArticleFields.TITLE);
        ArticleFields.of(type, UnaryOperator.identity());
        course(type);
        String[] columns = {
            ArticleFields.TITLE,
            ArticleFields.CATEGORY,
            ArticleFields.VISIBILITY,
            STATUS,
            NUMBER,
            ArticleFields.VALID_TO,
            HELPFUL,
            UNHELPFUL
        };
        type.view("published", "已发布", "Published", ArticleFields.TITLE, "status==published", columns)
                .view("review", "待审核", "To be reviewed", "updatedAt", "status==review", columns)
                .view("unhelpful", "没有帮助", "Not helpful", "-unhelpful", "unhelpful=gt=0", columns)
                .view("all", "全部文章", "All articles", "-updatedAt", "", columns)
                .section(
                        "basic",
                        "内容",
                        "Content",
                        ArticleFields.TITLE,
                        ArticleFields.CATEGORY,
                        ArticleFields.VISIBILITY,
                        ArticleFields.VALID_FROM,
                        ArticleFields.VALID_TO,
                        ArticleFields.BODY)
                .section("course", "发布", "Publication", STATUS, NUMBER, PUBLISHED_AT, HELPFUL, UNHELPFUL)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS)
                .touches(ArticleVersionType.TYPE, ArticleVoteType.TYPE)
                .hook(new ArticleRules());
        Publishing.actions().forEach(type::action);
        Voting.actions().forEach(type::action);
        return type.build();
    }

    private static void course(RecordDefinitionBuilder type) {
        type.field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .required()
                        .defaultValue(DRAFT)
                        .readOnly()
                        .option(DRAFT, "草稿", "Draft")
                        .option(REVIEW, "待审核", "To be reviewed")
                        .option(PUBLISHED, "已发布", "Published")
                        .option(EXPIRED, "已下架", "Taken down"))
                .field(NUMBER, INTEGER, f -> f.label("版本", "Version")
                        .required()
                        .defaultValue(0L)
                        .readOnly())
                .field(PUBLISHED_AT, INSTANT, f -> f.label("发布时间", "Published at")
                        .readOnly())
                .field(HELPFUL, INTEGER, f -> f.label("有帮助", "Helpful")
                        .required()
                        .defaultValue(0L)
                        .readOnly())
                .field(UNHELPFUL, INTEGER, f -> f.label("没有帮助", "Not helpful")
                        .required()
                        .defaultValue(0L)
                        .readOnly());
    }
}
