import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { openMailServer } from '../support/mailServer.mjs'
import { assertNoSidewaysScroll } from '../support/page.mjs'
import { connectMail, FETCHED, INBOX } from '../support/supportMail.mjs'

/** A mail becomes a ticket on the open desk, is answered there by keyboard, and the answer to that joins it. */
export default async function desk(page, ctx) {
  const server = await openMailServer()
  try {
    await open(page, ctx, '/desk')
    const address = `li.${ctx.unique.toLowerCase()}@farwell.example`
    const { id: customer } = await createRecord(page, 'customers', { name: `远航物流${ctx.unique}` })
    await createRecord(page, 'contacts', { name: `李华${ctx.unique}`, customer, email: address })
    await createRecord(page, 'cannedReplies', {
      name: `问电压${ctx.unique}`,
      body: '{contact}您好，请问电压多少？（{ticketNo}）',
    })
    const queue = await connectMail(page, ctx, server)
    await open(page, ctx, `/desk?queue=${queue}`)
    await page.getByText('没有工单').first().waitFor()
    const mail = (id, more) =>
      server.deliver({ from: `李华 <${address}>`, to: INBOX, id: `<${id}.${ctx.unique}@farwell.example>`, ...more })
    mail('1', { subject: `泵不转${ctx.unique}`, text: '您好，P-200 不转了。' })
    await page.locator('[data-ticket]', { hasText: `泵不转${ctx.unique}` }).waitFor(FETCHED)

    await page.keyboard.press('j')
    await page.locator('[data-direction=in]', { hasText: 'P-200 不转了' }).waitFor()
    await page.getByRole('link', { name: `远航物流${ctx.unique}` }).waitFor()
    await page.keyboard.press('c')
    await page.getByText(`已认领“泵不转${ctx.unique}”`).first().waitFor()
    await ctx.shot(page, 'desk')
    await page.getByRole('button', { name: '常用回复' }).click()
    await page.getByRole('menuitem', { name: `问电压${ctx.unique}` }).click()
    const reply = page.getByRole('textbox', { name: '回复内容' })
    assert.match(await reply.inputValue(), new RegExp(`^李华${ctx.unique}您好，请问电压多少？（T\\d+-\\d+）$`))
    await page.getByRole('button', { name: '发送', exact: true }).click()
    await page.locator('[data-direction=out] [data-delivery]', { hasText: '已发出' }).waitFor(FETCHED)
    assert.equal(server.sent.length, 1)
    const left = server.sent[0]
    assert.match(left, new RegExp(`In-Reply-To: <1\\.${ctx.unique}@farwell\\.example>`))
    const messageId = /^Message-ID: (\S+)/im.exec(left)[1]

    const quoted = '380V。\n\n在 2026-03-02，蓬莱客服 <support@penglai.example> 写道：\n> 请问电压多少？'
    mail('2', { subject: `Re: 泵不转${ctx.unique}`, text: quoted, headers: [`In-Reply-To: ${messageId}`] })
    const answer = page.locator('[data-direction=in]', { hasText: '380V' })
    await answer.waitFor(FETCHED)
    assert.equal(await page.locator('[data-ticket]').count(), 1, 'it is the same ticket')
    assert.equal(await answer.getByText('写道').count(), 0, 'what is quoted is folded away')
    await answer.getByRole('button', { name: '显示原文' }).click()
    await answer.getByText('写道').first().waitFor()

    await page.keyboard.press('n')
    const note = page.getByLabel('备注内容，用 @ 提到同事')
    await note.fill('要带备用电机')
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-direction=internal]', { hasText: '要带备用电机' }).waitFor()
    await ctx.shot(page, 'desk-conversation')
    assert.equal(server.sent.length, 1, 'a note leaves nobody')

    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: '返回列表' }).waitFor()
    await assertNoSidewaysScroll(page)
    await ctx.shot(page, 'desk-phone')
    await page.getByRole('button', { name: '返回列表' }).click()
    await page.locator('[data-ticket]').first().waitFor()
    await assertNoSidewaysScroll(page)
    await ctx.shot(page, 'desk-phone-list')
  } finally {
    server.close()
  }
}
