import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'
import { defineAsyncComponent } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'

export default definePlugin({
  components: {
    ...pagesFor('Ticket', 'tickets'),
    ...pagesFor('TicketMessage', 'ticketMessages'),
    ...pagesFor('TicketQueue', 'ticketQueues'),
    ...pagesFor('QueueMember', 'ticketQueueMembers'),
    ...pagesFor('TicketSkill', 'ticketSkills'),
    ...pagesFor('SlaPolicy', 'slaPolicies'),
    ...pagesFor('SlaTimer', 'slaTimers'),
    ...pagesFor('Survey', 'surveys'),
    ...pagesFor('SurveyResponse', 'surveyResponses'),
    ...pagesFor('Complaint', 'complaintDetails'),
    ...pagesFor('FeedbackForm', 'feedbackForms'),
    ...pagesFor('Article', 'articles'),
    ...pagesFor('ArticleVersion', 'articleVersions'),
    ...pagesFor('QualityReview', 'qualityReviews'),
    ...pagesFor('QualitySheet', 'qualitySheets'),
    ...pagesFor('QualityCriterion', 'qualityCriteria'),
    ...pagesFor('QualityScore', 'qualityScores'),
    ...pagesFor('CannedReply', 'cannedReplies'),
    BacklogWidget: defineAsyncComponent(() => import('./reports/BacklogWidget.vue')),
    ReviewedConversation: defineAsyncComponent(() => import('./quality/ReviewedConversation.vue')),
    ServiceAnalytics: defineAsyncComponent(() => import('./reports/ServiceAnalytics.vue')),
    DeskPage: defineAsyncComponent(() => import('./desk/DeskPage.vue')),
  },
  messages: { 'zh-CN': zh, en },
})
