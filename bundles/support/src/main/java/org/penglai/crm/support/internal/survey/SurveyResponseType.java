package org.penglai.crm.support.internal.survey;

import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketType;

/** What one customer was asked about one ticket, and answered. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class SurveyResponseType implements RecordType {
    public static final String TYPE = "surveyResponses";
    static final String NAME = "name";
    static final String SURVEY = "survey";
    static final String TICKET = "ticket";
    static final String CONTACT = "contact";
    /** SHA-256 of what stands in the link, which is kept nowhere here. */
    static final String TOKEN_HASH = "tokenHash";

    static final String ASKED_AT = "askedAt";
    static final String EXPIRES_AT = "expiresAt";
    static final String ANSWERED_AT = "answeredAt";
    static final String SCORE = "score";
    static final String COMMENT = "comment";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Support.MODULE, TYPE, SurveyResponse.class)
                .unit(Support.UNIT)
                .label("满意度评价", "Survey response", "Survey responses")
                .title(NAME)
                .key(TICKET)
                .field(NAME, TEXT, f -> f.label("工单主题", "Subject").readOnly())
                .reference(SURVEY, SurveyType.TYPE, OnDelete.CASCADE, f -> f.label("问卷", "Survey")
                        .required()
                        .readOnly())
                .reference(TICKET, TicketType.TYPE, OnDelete.CASCADE, f -> f.label("工单", "Ticket")
                        .required()
                        .readOnly())
                .reference(CONTACT, Support.CONTACTS, OnDelete.CLEAR, f -> f.label("联系人", "Contact")
                        .readOnly())
                .field(TOKEN_HASH, TEXT, f -> f.label("链接校验值", "Hash of the link")
                        .readOnly())
                .field(ASKED_AT, INSTANT, f -> f.label("发出时间", "Asked at").readOnly())
                .field(EXPIRES_AT, INSTANT, f -> f.label("有效期至", "Valid until").readOnly())
                .field(ANSWERED_AT, INSTANT, f -> f.label("评价时间", "Answered at").readOnly())
                .field(SCORE, INTEGER, f -> f.label("评分", "Score").readOnly())
                .field(COMMENT, LONG_TEXT, f -> f.label("意见", "Comment").readOnly())
                .view(
                        "answered",
                        "已评价",
                        "Answered",
                        "-answeredAt",
                        "answeredAt=null=false",
                        NAME,
                        TICKET,
                        SURVEY,
                        SCORE,
                        COMMENT,
                        ANSWERED_AT)
                .view("all", "全部", "All", "-createdAt", "", NAME, TICKET, SURVEY, SCORE, ANSWERED_AT)
                .section("basic", "基本信息", "Basics", NAME, SURVEY, TICKET, CONTACT, SCORE, COMMENT)
                .section("times", "时间", "Times", ASKED_AT, EXPIRES_AT, ANSWERED_AT, TOKEN_HASH)
                .touches(TicketType.TYPE)
                .hook(new Scored())
                .build();
    }
}
