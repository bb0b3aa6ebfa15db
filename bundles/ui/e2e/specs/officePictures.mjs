import { createRecord, open, perform } from '../support/actions.mjs'
import { CHAPTER, keepChapter, LANGUAGES, takeChapters } from '../support/chapters.mjs'
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
  const ticket = await first('tickets?limit=1&filter=priority==urgent')
  const sheet = await first('qualitySheets?limit=1')
  if (!(await first('qualityReviews?limit=1'))) {
    const day = (ago) => new Date(Date.now() - ago * 86400000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
    await perform(page, 'qualitySheets', sheet.id, 'draw', { from: day(30), to: day(0), perAgent: 3 })
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
      ['knowledge', pages.article],
      ['quality', pages.qualityReview],
      ['service-analytics', pages.supportTimes],
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
