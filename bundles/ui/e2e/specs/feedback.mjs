import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { eventually } from '../support/eventually.mjs'
import { assertNoSidewaysScroll, violations } from '../support/page.mjs'

/** More than one piece of 4 MiB. */
const VIDEO_BYTES = 9 * 1024 * 1024

/** What begins like an MP4 file (ISO/IEC 14496-12, 4.3). */
function video() {
  const bytes = Buffer.alloc(VIDEO_BYTES)
  bytes.writeUInt32BE(24, 0)
  bytes.write('ftypmp42', 4)
  return bytes
}

/** A stranger reports something from his phone, with a video whose upload is cut off and goes on; it is a ticket's file then. */
export default async function feedback(page, ctx) {
  await open(page, ctx, '/settings/feedback-forms')
  const formKey = `f${ctx.unique.toLowerCase()}`
  const name = `反馈${ctx.unique}`
  await createRecord(page, 'feedbackForms', {
    name,
    formKey,
    introduction: '请描述问题，可附照片或视频。',
    consent: '同意就此事联系我',
  })
  await page.reload()
  await page.getByRole('link', { name }).waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'feedback-forms')

  const visitor = await page
    .context()
    .browser()
    .newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  try {
    const theirs = await visitor.newPage()
    const faults = []
    theirs.on('console', (message) => /Content Security Policy|Refused to/.test(message.text()) && faults.push(message.text()))
    await theirs.goto(`${ctx.base}/public/feedback/${formKey}`)
    const pick = theirs.getByLabel('照片、视频或 PDF')
    await pick.waitFor()
    assert.deepEqual(await violations(theirs), [])

    // The second piece is lost on the way once; the upload goes on after it by itself.
    const second = String(4 * 1024 * 1024)
    const pieces = []
    await theirs.route('**/public/uploads/*', (route) => {
      if (route.request().method() !== 'PATCH') return route.continue()
      const offset = route.request().headers()['upload-offset']
      const isLost = offset === second && !pieces.includes(second)
      pieces.push(offset)
      return isLost ? route.abort() : route.continue()
    })
    await pick.setInputFiles([
      { name: '漏油.mp4', mimeType: 'video/mp4', buffer: video() },
      { name: 'holiday.png', mimeType: 'image/png', buffer: Buffer.from('<html><script>alert(1)</script></html>') },
    ])
    await theirs
      .locator('.uploads li', { hasText: 'holiday.png' })
      .getByText(/不接受/)
      .waitFor()
    await theirs.locator('.uploads li', { hasText: '漏油.mp4' }).getByText('已上传').waitFor()
    assert.equal(
      pieces.filter((offset) => offset === second).length,
      2,
      'the piece that was lost is sent again, the first is not',
    )
    await theirs.getByRole('button', { name: '移除 holiday.png' }).click()
    await theirs.getByLabel('邮箱').fill(`visitor.${ctx.unique.toLowerCase()}@farwell.example`)
    await theirs.getByLabel('主题').fill(`漏油${ctx.unique}`)
    await theirs.getByLabel('详细描述').fill('接口处滴油，见视频。')
    await theirs.getByRole('checkbox').check()
    assert.ok(await theirs.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways')
    await ctx.shot(theirs, 'feedback-phone')
    await theirs.getByRole('button', { name: '提交' }).click()
    await theirs.getByText(/编号：T\d+-\d+/).waitFor()
    await ctx.shot(theirs, 'feedback-thanks')
    assert.deepEqual(faults, [])
  } finally {
    await visitor.close()
  }

  const ticket = await page.evaluate(
    async (subject) => (await (await fetch(`/api/v1/tickets?filter=subject==${encodeURIComponent(subject)}`)).json()).items[0],
    `漏油${ctx.unique}`,
  )
  assert.equal(ticket.channel, 'web')
  const files = await eventually(async () => {
    const { items } = await page.evaluate(async (id) => (await fetch(`/api/v1/tickets/${id}/attachments`)).json(), ticket.id)
    return items.length > 0 && items
  })
  assert.deepEqual(
    files.map(({ name, size, mediaType }) => [name, size, mediaType]),
    [['漏油.mp4', VIDEO_BYTES, 'video/mp4']],
  )
  await open(page, ctx, `/tickets/${ticket.id}`)
  await page.getByRole('tab', { name: '附件' }).click()
  await page.getByText('漏油.mp4').first().waitFor()
  await ctx.shot(page, 'ticket-video')
  await page.setViewportSize({ width: 390, height: 844 })
  await assertNoSidewaysScroll(page)
}
