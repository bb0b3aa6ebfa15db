import assert from 'node:assert/strict'
import { createRecord, open, perform } from '../support/actions.mjs'
import { eventually } from '../support/eventually.mjs'
import { readable } from '../support/mailText.mjs'
import { openRealMail } from '../support/realMail.mjs'
import { connectMail, FETCHED, INBOX } from '../support/supportMail.mjs'

export const needs = 'mailServers'
export const reducedMotion = 'reduce'

/** Each attempt is another customer's. */
const CUSTOMERS = ['li@customer.example', 'wang@customer.example']
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
/** 泵漏油，请看图 in GBK, as a mail program in China writes it. */
const IN_GBK = Buffer.from('b1c3c2a9d3cda3acc7ebbfb4cdbc', 'hex')

/** A mail in GBK with a picture. */
function first(from, id, word) {
  const head = [
    `From: =?GBK?B?wO67qg==?= <${from}>`,
    `To: ${INBOX}`,
    `Message-ID: ${id}`,
    `Subject: =?GBK?B?scPCqdPN?= ${word}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=part',
    '',
    '--part',
    'Content-Type: text/plain; charset=GBK',
    'Content-Transfer-Encoding: 8bit',
    '',
    '',
  ].join('\r\n')
  const tail = [
    '',
    '--part',
    'Content-Type: image/png; name="pump.png"',
    'Content-Disposition: attachment; filename="pump.png"',
    'Content-Transfer-Encoding: base64',
    '',
    PICTURE,
    '--part--',
  ].join('\r\n')
  return Buffer.concat([Buffer.from(head), IN_GBK, Buffer.from(tail)])
}

const answer = (from, id, to, word) =>
  Buffer.from(
    [
      `From: <${from}>`,
      `To: ${INBOX}`,
      `Message-ID: ${id}`,
      `In-Reply-To: ${to}`,
      `References: ${to}`,
      `Subject: Re: ${word}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=UTF-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      '好了，谢谢！',
    ].join('\r\n'),
  )

/** The whole way with Postfix and Dovecot: a mail with a picture, the reply, its answer, the end, the survey, the score. */
export default async function service(page, ctx) {
  const mail = openRealMail(ctx.mailServers)
  const from = CUSTOMERS.find((address) => mail.box(address).length === 0)
  await open(page, ctx, '/desk')
  const { id: customer } = await createRecord(page, 'customers', { name: `远航物流${ctx.unique}` })
  await createRecord(page, 'contacts', { name: `李华${ctx.unique}`, customer, email: from })
  const queue = await connectMail(page, ctx, mail)
  const survey = `真实${ctx.unique}`
  await createRecord(page, 'surveys', { name: survey, kind: 'csat', queue, address: ctx.base })
  const id = `<s1.${ctx.unique}@customer.example>`
  await mail.post(from, INBOX, first(from, id, ctx.unique))

  const subject = `泵漏油 ${ctx.unique}`
  const waiting = page.locator('[data-ticket]', { hasText: subject })
  await waiting.waitFor(FETCHED)
  const ticket = await waiting.getAttribute('data-ticket')
  await waiting.click()
  const asked = page.locator('[data-direction=in]', { hasText: '泵漏油，请看图' })
  await asked.waitFor()
  await page.getByRole('link', { name: `远航物流${ctx.unique}` }).waitFor()
  await page.getByRole('link', { name: `李华${ctx.unique}` }).waitFor()
  const picture = asked.getByRole('img', { name: 'pump.png' })
  await picture.waitFor(FETCHED)
  await page.waitForFunction((shown) => shown.naturalWidth === 1, await picture.elementHandle())
  await page.getByRole('textbox', { name: '回复内容' }).fill('新密封圈今天寄出。')
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await page.locator('[data-direction=out] [data-delivery]', { hasText: '已发出' }).waitFor(FETCHED)
  const [reply] = await eventually(() => mail.box(from).length > 0 && mail.box(from))
  assert.match(reply, new RegExp(`^In-Reply-To: ${id}`, 'm'))
  assert.match(reply, new RegExp(`^References: ${id}`, 'm'))
  assert.match(readable(reply), /新密封圈今天寄出/)

  const replyId = /^Message-ID:\s*(\S+)/im.exec(reply)[1]
  await mail.post(from, INBOX, answer(from, `<s2.${ctx.unique}@customer.example>`, replyId, ctx.unique))
  await page.locator('[data-direction=in]', { hasText: '好了，谢谢' }).waitFor(FETCHED)
  assert.equal(await waiting.count(), 1, 'it is the same ticket')
  await ctx.shot(page, 'service-conversation')
  await perform(page, 'tickets', ticket, 'resolve', { resolution: '已寄出新密封圈' })
  await perform(page, 'tickets', ticket, 'close', {})

  const link = await eventually(
    () =>
      mail
        .box(from)
        .map(readable)
        .join('\n')
        .match(/https?:\S+\/public\/survey\/[\w-]+\?score=5/)?.[0],
  )
  assert.equal(mail.box(from).length, 2, 'the reply and the survey, once each')
  const visitor = await page.context().browser().newContext({ locale: 'zh-CN' })
  try {
    const theirs = await visitor.newPage()
    await theirs.goto(link)
    await theirs.getByRole('button', { name: '提交评价' }).click()
    await theirs.getByRole('status').waitFor()
  } finally {
    await visitor.close()
  }
  const score = () => page.evaluate(async (id) => (await (await fetch(`/api/v1/tickets/${id}`)).json()).satisfaction, ticket)
  assert.equal(await score(), 5)
  await page.goto(`${ctx.base}/support/analytics?view=satisfaction`)
  const row = page.getByRole('row', { name: new RegExp(survey) })
  await row.waitFor()
  assert.match((await row.innerText()).replace(/\s+/g, ' '), /1 1 100 % 5/)
}
