/** Ways to go through many pages quickly: one document, no reload, no fixed waits. */

/** Goes to a path as a link would, within the page that is open. */
export async function goTo(page, path) {
  await page.evaluate((path) => {
    history.pushState({}, '', path)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  }, path)
}

/** Counts the requests that are under way, the event stream aside. */
export function watchRequests(page) {
  const open = new Set()
  page.on(
    'request',
    (request) => request.resourceType() !== 'eventsource' && !/\/events$/.test(request.url()) && open.add(request),
  )
  for (const event of ['requestfinished', 'requestfailed']) page.on(event, (request) => open.delete(request))
  return async () => {
    let still = 0
    const deadline = Date.now() + 10000
    // Answers lead to more questions: nothing under way in three looks in a row.
    while (still < 3 && Date.now() < deadline) {
      still = open.size === 0 && (await isDrawn(page)) ? still + 1 : 0
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    }
  }
}

const isDrawn = (page) =>
  page.evaluate(() => document.querySelector('#main h1') !== null && document.querySelector('#main [aria-busy=true]') === null)

/** Theme by the system's, language by the console's own function: both change in place and at once. */
export async function appear(page, { language, theme }) {
  await page.emulateMedia({ colorScheme: theme })
  await page.evaluate(async (language) => {
    const { setLanguage } = await import('@penglai/sdk')
    setLanguage(language)
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  }, language)
}

/** Paths of every page there is, by name; records are the first of their type. */
export async function everyPage(page, customer) {
  const types = [
    'contacts',
    'users',
    'departments',
    'roles',
    'leads',
    'leadForms',
    'opportunities',
    'contracts',
    'receipts',
    'invoices',
    'tickets',
    'ticketQueues',
    'slaPolicies',
    'slaTimers',
    'surveys',
    'feedbackForms',
    'complaintDetails',
    'articles',
    'articleVersions',
    'qualitySheets',
    'qualityReviews',
    'cannedReplies',
    'products',
    'priceLists',
    'quotes',
    'orders',
    'orderReturns',
    'pools',
    'businessCalendars',
    'currencies',
    'tasks',
    'activities',
    'appointments',
  ]
  const first = await page.evaluate(async (types) => {
    const idOf = async (type) => (await (await fetch(`/api/v1/${type}?limit=1`)).json()).items?.[0]?.id
    return Object.fromEntries(await Promise.all(types.map(async (type) => [type, await idOf(type)])))
  }, types)
  const one = (name, path, id) => (id ? { [name]: `${path}/${id}` } : {})
  return {
    home: '/',
    myDay: '/my-day',
    calendar: '/calendar',
    customers: '/customers',
    record: `/customers/${customer}`,
    recordContacts: `/customers/${customer}?tab=contacts`,
    newCustomer: '/customers/new',
    editCustomer: `/customers/${customer}/edit`,
    importCustomers: '/customers/import',
    pool: '/customers/pool',
    leads: '/leads',
    ...one('lead', '/leads', first.leads),
    newLead: '/leads/new',
    leadPool: '/leads/pool',
    registrations: '/registrations',
    newRegistration: '/registrations/new',
    leadForms: '/settings/lead-forms',
    ...one('leadForm', '/settings/lead-forms', first.leadForms),
    leadScoring: '/settings/lead-scoring',
    leadAssignment: '/settings/lead-assignment',
    opportunities: '/opportunities',
    board: '/opportunities/board',
    analytics: '/sales/analytics',
    forecast: '/sales/analytics?view=forecast',
    targets: '/targets',
    commitments: '/forecast-commits',
    salesCredits: '/sales-credits',
    newCreditShare: '/credit-shares/new',
    ...one('opportunity', '/opportunities', first.opportunities),
    ...one('contract', '/contracts', first.contracts),
    recordMoney: `/customers/${customer}?tab=receivables.money`,
    paymentPlans: '/payment-plans',
    aging: '/receivables/aging',
    ...one('receipt', '/receipts', first.receipts),
    ...one('invoice', '/invoices', first.invoices),
    tickets: '/tickets',
    ...one('ticket', '/tickets', first.tickets),
    newTicket: '/tickets/new',
    ticketMessages: '/ticket-messages',
    ticketQueues: '/settings/ticket-queues',
    ...one('ticketQueue', '/settings/ticket-queues', first.ticketQueues),
    newTicketQueue: '/settings/ticket-queues/new',
    desk: '/desk',
    ...(first.tickets ? { deskTicket: `/desk?ticket=${first.tickets}` } : {}),
    backlog: '/support/analytics',
    supportTimes: '/support/analytics?view=times',
    satisfaction: '/support/analytics?view=satisfaction',
    quality: '/support/analytics?view=quality',
    queueMembers: '/settings/ticket-queue-members',
    ticketSkills: '/settings/ticket-skills',
    cannedReplies: '/settings/canned-replies',
    ...one('cannedReply', '/settings/canned-replies', first.cannedReplies),
    slaPolicies: '/settings/sla-policies',
    ...one('slaPolicy', '/settings/sla-policies', first.slaPolicies),
    newSlaPolicy: '/settings/sla-policies/new',
    slaTimers: '/sla-timers',
    ...one('slaTimer', '/sla-timers', first.slaTimers),
    surveys: '/settings/surveys',
    ...one('survey', '/settings/surveys', first.surveys),
    newSurvey: '/settings/surveys/new',
    surveyResponses: '/survey-responses',
    feedbackForms: '/settings/feedback-forms',
    ...one('feedbackForm', '/settings/feedback-forms', first.feedbackForms),
    newFeedbackForm: '/settings/feedback-forms/new',
    complaints: '/complaints',
    ...one('complaint', '/complaints', first.complaintDetails),
    articles: '/articles',
    ...one('article', '/articles', first.articles),
    newArticle: '/articles/new',
    ...one('articleVersion', '/article-versions', first.articleVersions),
    qualitySheets: '/settings/quality-sheets',
    ...one('qualitySheet', '/settings/quality-sheets', first.qualitySheets),
    newQualitySheet: '/settings/quality-sheets/new',
    qualityReviews: '/quality-reviews',
    ...one('qualityReview', '/quality-reviews', first.qualityReviews),
    newQualityReview: '/quality-reviews/new',
    contacts: '/contacts',
    ...one('contact', '/contacts', first.contacts),
    newContact: '/contacts/new',
    addresses: '/addresses',
    relations: '/customer-relations',
    invoiceTitles: '/invoice-titles',
    activities: '/activities',
    ...one('activity', '/activities', first.activities),
    newActivity: '/activities/new',
    tasks: '/tasks',
    ...one('task', '/tasks', first.tasks),
    newTask: '/tasks/new',
    appointments: '/appointments',
    ...one('appointment', '/appointments', first.appointments),
    newAppointment: '/appointments/new',
    jobs: '/jobs',
    notifications: '/notifications',
    personal: '/settings/personal',
    profile: '/profile',
    users: '/settings/users',
    ...one('user', '/settings/users', first.users),
    newUser: '/settings/users/new',
    departments: '/settings/departments',
    ...one('department', '/settings/departments', first.departments),
    newDepartment: '/settings/departments/new',
    roles: '/settings/roles',
    ...one('role', '/settings/roles', first.roles),
    newRole: '/settings/roles/new',
    pools: '/pools',
    ...one('poolRules', '/pools', first.pools),
    newPool: '/pools/new',
    businessCalendars: '/business-calendars',
    ...one('businessCalendar', '/business-calendars', first.businessCalendars),
    exceptionalDays: '/calendar-exceptions',
    currencies: '/settings/currencies',
    ...one('currency', '/settings/currencies', first.currencies),
    newExchangeRate: '/settings/exchange-rates/new',
    taxRates: '/settings/tax-rates',
    documentTemplates: '/settings/document-templates',
    newDocumentTemplate: '/settings/document-templates/new',
    products: '/products',
    ...one('product', '/products', first.products),
    newProduct: '/products/new',
    priceLists: '/price-lists',
    ...one('priceList', '/price-lists', first.priceLists),
    quotes: '/quotes',
    ...one('quote', '/quotes', first.quotes),
    newQuote: '/quotes/new',
    orders: '/orders',
    ...one('order', '/orders', first.orders),
    returns: '/returns',
    ...one('orderReturn', '/returns', first.orderReturns),
    approvals: '/approvals',
    approvalFlows: '/settings/approval-flows',
    newApprovalFlow: '/settings/approval-flows/new',
    newApprovalStep: '/settings/approval-flow-steps/new',
    revisitPlans: '/settings/revisit-plans',
    newRevisitPlan: '/settings/revisit-plans/new',
    bulkChanges: '/settings/bulk-changes',
    modules: '/settings/modules',
    ...one('personPrivacy', '/contacts', first.contacts && `${first.contacts}?tab=privacy`),
    erasures: '/settings/privacy',
    consents: '/settings/consents',
    newConsent: '/settings/consents/new',
    suppressions: '/settings/suppressions',
    newSuppression: '/settings/suppressions/new',
    missing: '/nowhere',
  }
}
