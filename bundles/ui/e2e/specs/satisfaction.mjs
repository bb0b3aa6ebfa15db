import assert from 'node:assert/strict'
import { createRecord, open, perform } from '../support/actions.mjs'
import { eventually } from '../support/eventually.mjs'
import { openMailServer } from '../support/mailServer.mjs'
import { readable } from '../support/mailText.mjs'
import { assertNoSidewaysScroll, violations } from '../support/page.mjs'
import { connectMail, FETCHED, INBOX } from '../support/supportMail.mjs'

/** A customer's mail is answered for good, he is asked how it was, and his click stands on the ticket. */
export default async function satisfaction(page, ctx) {
  const server = await openMailServer()
  const visitor = await page
    .context()
    .browser()
    .newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  try {
    await open(page, ctx, '/settings/surveys')
    const queue = await connectMail(page, ctx, server)
    await createRecord(page, 'surveys', { name: `服务${ctx.unique}`, kind: 'csat', queue, address: ctx.base, lowScore: 2 })
    const subject = `密封圈${ctx.unique}`
    const from = `李华 <li.${ctx.unique.toLowerCase()}@farwell.example>`
    server.deliver({ from, to: INBOX, id: `<s1.${ctx.unique}@farwell.example>`, subject, text: '漏油了。' })
    await open(page, ctx, `/desk?queue=${queue}`)
    const waiting = page.locator('[data-ticket]', { hasText: subject })
    await waiting.waitFor(FETCHED)
    const id = await waiting.getAttribute('data-ticket')
    await perform(page, 'tickets', id, 'resolve', { resolution: '已寄出新密封圈' })
    await perform(page, 'tickets', id, 'close', {})

    const link = await eventually(
      () =>
        server.sent
          .map(readable)
          .join('\n')
          .match(/https?:\S+\/public\/survey\/[\w-]+\?score=5/)?.[0],
    )
    const answers = () =>
      page.evaluate(
        async (id) =>
          (await (await fetch(`/api/v1/surveyResponses?filter=ticket==${id}`)).json()).items.map(({ score }) => score),
        id,
      )
    assert.equal((await fetch(link)).status, 200)
    assert.deepEqual(await answers(), [null], 'a program that looks at the link scores nothing')

    const theirs = await visitor.newPage()
    await theirs.goto(link)
    await theirs.getByRole('radio', { name: '5' }).waitFor()
    assert.ok(await theirs.getByRole('radio', { name: '5' }).isChecked(), 'the click in the mail chose it')
    assert.deepEqual(await violations(theirs), [])
    await ctx.shot(theirs, 'survey-phone')
    await theirs.getByRole('textbox').fill('很快')
    await theirs.getByRole('button', { name: '提交评价' }).click()
    await theirs.getByRole('status').waitFor()
    await theirs.goto(link)
    await theirs.getByRole('status').waitFor()
    assert.equal(await theirs.getByRole('radio').count(), 0, 'it scores once')
    assert.deepEqual(await answers(), [5])
    assert.equal(server.sent.length, 1, 'he is asked once')

    await open(page, ctx, `/tickets/${id}`)
    await page.getByRole('heading', { level: 1, name: subject }).waitFor()
    await page.getByText('客户评分').first().waitFor()
    await ctx.shot(page, 'ticket-scored')
    await open(page, ctx, '/survey-responses')
    await page.getByRole('link', { name: subject }).first().click()
    await page.getByText('很快').first().waitFor()
    await open(page, ctx, '/survey-responses')
    await page.locator('#main h1').waitFor()
    await page.goto(`${ctx.base}/support/analytics?view=satisfaction`)
    const row = page.getByRole('row', { name: new RegExp(`服务${ctx.unique}`) })
    await row.waitFor()
    assert.match((await row.innerText()).replace(/\s+/g, ' '), /1 1 100 % 5/, 'the score is in the report')
    assert.deepEqual(await violations(page), [])
    await ctx.shot(page, 'service-satisfaction')
    await createRecord(page, 'tickets', { subject: `未结${ctx.unique}`, queue })
    await page.goto(`${ctx.base}/support/analytics`)
    await page.getByRole('row', { name: /未解决/ }).waitFor()
    await ctx.shot(page, 'service-backlog')
    await page.setViewportSize({ width: 390, height: 844 })
    await assertNoSidewaysScroll(page)
    await ctx.shot(page, 'service-backlog-phone')
  } finally {
    await visitor.close()
    server.close()
  }
}
