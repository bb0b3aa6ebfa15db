import { changeRecord, createRecord, open } from '../support/actions.mjs'
import { CHAPTER, keepChapter, LANGUAGES, takeChapters } from '../support/chapters.mjs'
import { eventually } from '../support/eventually.mjs'
import { appear, everyPage, goTo, watchRequests } from '../support/tour.mjs'

export const needs = 'pictures'
export const reducedMotion = 'reduce'
const FORM = 'service'

/** The pictures of the guide's chapters on sales and service, from the invented office of `--demo`. */
export default async function officePictures(page, ctx) {
  const still = watchRequests(page)
  page.on('dialog', (dialog) => void dialog.accept())
  await open(page, ctx)
  await appear(page, { language: 'zh-CN', theme: 'light' })
  const first = (path) => page.evaluate(async (path) => (await (await fetch(`/api/v1/${path}`)).json()).items[0], path)
  // The office moves in while its console is there already.
  const there = (path) => eventually(() => first(path))
  const ticket = await there('tickets?limit=1&filter=priority==urgent')
  const resolved = await there('tickets?limit=1&filter=status==resolved')
  const sheet = await there('qualitySheets?limit=1')
  const article = await there('articles?limit=1&filter=status==published')
  for (const type of ['quotes', 'orders', 'receipts', 'invoices', 'qualityCriteria', 'ticketMessages'])
    await there(`${type}?limit=1`)
  if (!(await first('qualityReviews?limit=1'))) {
    const agent = await createRecord(page, 'users', { username: `agent.${ctx.unique.toLowerCase()}`, name: '陈晓' })
    await changeRecord(page, 'tickets', resolved.id, { owner: agent.id })
    await createRecord(page, 'qualityReviews', { ticket: resolved.id, sheet: sheet.id })
  }
  if (!(await first('feedbackForms?limit=1')))
    await createRecord(page, 'feedbackForms', {
      name: '售后反馈',
      formKey: FORM,
      introduction: '请描述问题，可附照片或视频。',
      consent: '同意就此事联系我',
    })
  const pages = await everyPage(page, (await first('customers?limit=1')).id)
  await takeChapters(
    page,
    ctx,
    [
      ['board', pages.board],
      ['quote', pages.quote],
      ['order', pages.order],
      ['aging', pages.aging],
      ['sales-analytics', pages.analytics],
      ['approvals', pages.approvalFlows],
      ['desk', `/desk?ticket=${ticket.id}`],
      ['ticket', `/tickets/${ticket.id}`],
      ['sla', pages.slaPolicy],
      ['complaint', pages.complaint],
      ['knowledge', `/articles/${article.id}`],
      ['quality', pages.qualityReview],
      ['service-analytics', pages.backlog],
    ],
    still,
  )
  await page.setViewportSize(CHAPTER)
  for (const language of LANGUAGES) {
    const visitor = await page.context().browser().newContext({ viewport: CHAPTER, locale: language })
    const theirs = await visitor.newPage()
    await theirs.goto(`${ctx.base}/public/feedback/${FORM}`)
    await keepChapter(theirs, ctx, language, 'feedback')
    await visitor.close()
  }
  await goTo(page, '/')
  await appear(page, { language: 'zh-CN', theme: 'light' })
}
