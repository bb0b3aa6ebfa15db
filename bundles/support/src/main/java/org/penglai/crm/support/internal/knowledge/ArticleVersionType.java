package org.penglai.crm.support.internal.knowledge;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.INTEGER;

import java.time.LocalDate;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldBuilder;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;

/** Articles as they were published, one after the other; nobody changes them. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class ArticleVersionType implements RecordType {
    public static final String TYPE = "articleVersions";
    static final String ARTICLE = "article";
    static final String NUMBER = "versionNumber";
    /** Whether it is the one that readers see. */
    static final String IS_LIVE = "isLive";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Support.MODULE, TYPE, ArticleVersion.class)
                .unit(Support.UNIT)
                .label("文章版本", "Version of an article", "Versions of articles")
                .title(ArticleFields.TITLE)
                .key(ARTICLE, NUMBER)
                .reference(ARTICLE, ArticleType.TYPE, OnDelete.CASCADE, f -> f.label("文章", "Article")
                        .required()
                        .readOnly())
                .field(NUMBER, INTEGER, f -> f.label("版本", "Version").required().readOnly());
        ArticleFields.of(type, FieldBuilder::readOnly);
        type.field(IS_LIVE, BOOLEAN, f -> f.label("当前版本", "Shown to readers")
                .required()
                .readOnly());
        String[] columns = {
            ArticleFields.TITLE,
            NUMBER,
            ArticleFields.CATEGORY,
            ArticleFields.VISIBILITY,
            IS_LIVE,
            ArticleFields.VALID_TO,
            "createdAt",
            "createdBy"
        };
        return type.view("live", "当前版本", "Shown to readers", ArticleFields.TITLE, IS_LIVE + "==true", columns)
                .view("all", "全部版本", "All versions", "-createdAt", "", columns)
                .section(
                        "basic",
                        "内容",
                        "Content",
                        ArticleFields.TITLE,
                        ARTICLE,
                        NUMBER,
                        IS_LIVE,
                        ArticleFields.CATEGORY,
                        ArticleFields.VISIBILITY,
                        ArticleFields.VALID_FROM,
                        ArticleFields.VALID_TO,
                        ArticleFields.BODY)
                .build();
    }

    /** RSQL for what readers see on that day. */
    static String shown(LocalDate day) {
        return "isLive==true;(validFrom=null=true,validFrom=le=" + day + ");(validTo=null=true,validTo=ge=" + day + ")";
    }
}
