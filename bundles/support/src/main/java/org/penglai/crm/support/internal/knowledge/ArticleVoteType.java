package org.penglai.crm.support.internal.knowledge;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;

/** Whether an article helped a reader; each says so once. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class ArticleVoteType implements RecordType {
    public static final String TYPE = "articleVotes";
    static final String NAME = "name";
    static final String ARTICLE = "article";
    /** Who says it: {@code user:} and an id, or {@code visitor:} and what his page was given. */
    static final String VOTER = "voter";

    static final String IS_HELPFUL = "isHelpful";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Support.MODULE, TYPE, ArticleVote.class)
                .unit(Support.UNIT)
                .label("文章评价", "Vote on an article", "Votes on articles")
                .title(NAME)
                .key(ARTICLE, VOTER)
                .field(NAME, TEXT, f -> f.label("标题", "Title").readOnly().searchable())
                .reference(ARTICLE, ArticleType.TYPE, OnDelete.CASCADE, f -> f.label("文章", "Article")
                        .required()
                        .readOnly())
                .field(VOTER, TEXT, f -> f.label("评价人", "Reader").required().readOnly())
                .field(IS_HELPFUL, BOOLEAN, f -> f.label("有帮助", "Helpful")
                        .required()
                        .readOnly())
                .view("all", "全部评价", "All votes", "-createdAt", "", NAME, IS_HELPFUL, "createdAt")
                .section("basic", "基本信息", "Basics", NAME, ARTICLE, IS_HELPFUL, VOTER)
                .build();
    }
}
