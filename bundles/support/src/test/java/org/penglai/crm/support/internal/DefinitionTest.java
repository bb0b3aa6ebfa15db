package org.penglai.crm.support.internal;

import java.util.stream.Stream;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.support.internal.assignment.QueueMemberType;
import org.penglai.crm.support.internal.assignment.TicketSkillType;
import org.penglai.crm.support.internal.complaint.ComplaintDetailsType;
import org.penglai.crm.support.internal.desk.CannedReplyType;
import org.penglai.crm.support.internal.feedback.FeedbackFormType;
import org.penglai.crm.support.internal.knowledge.ArticleType;
import org.penglai.crm.support.internal.knowledge.ArticleVersionType;
import org.penglai.crm.support.internal.knowledge.ArticleVoteType;
import org.penglai.crm.support.internal.quality.QualityCriterionType;
import org.penglai.crm.support.internal.quality.QualityReviewType;
import org.penglai.crm.support.internal.quality.QualityScoreType;
import org.penglai.crm.support.internal.quality.QualitySheetType;
import org.penglai.crm.support.internal.sla.SlaPolicyType;
import org.penglai.crm.support.internal.sla.SlaTimerType;
import org.penglai.crm.support.internal.survey.SurveyResponseType;
import org.penglai.crm.support.internal.survey.SurveyType;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.penglai.crm.testkit.DefinitionContract;

class DefinitionTest extends DefinitionContract {

    DefinitionTest() {
        super(Support.UNIT);
    }

    @Override
    protected Stream<RecordDefinition> definitions() {
        return Stream.of(
                new TicketQueueType().definition(),
                new TicketType().definition(),
                new TicketMessageType().definition(),
                new TicketSkillType().definition(),
                new QueueMemberType().definition(),
                new SlaPolicyType().definition(),
                new SlaTimerType().definition(),
                new SurveyType().definition(),
                new SurveyResponseType().definition(),
                new ComplaintDetailsType().definition(),
                new FeedbackFormType().definition(),
                new ArticleType().definition(),
                new ArticleVersionType().definition(),
                new ArticleVoteType().definition(),
                new QualitySheetType().definition(),
                new QualityCriterionType().definition(),
                new QualityReviewType().definition(),
                new QualityScoreType().definition(),
                new CannedReplyType().definition());
    }
}
