import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { boardOf, cardNamed, cardsOf, center, hold, overColumn, pointIn } from '../support/board.mjs'

const FAST_MS = 100

/** A card dragged to another column is there at once, can be undone, and goes back with the reason when refused. */
export default async function board(page, ctx) {
  await open(page, ctx, '/gallery')
  await boardOf(page).waitFor()
  const column = (id) => page.locator(`[data-column=${id}]`)
  const card = cardNamed(page, '云启科技')
  const isIn = (id) => page.locator(`[data-column=${id}] [data-card]`, { hasText: '云启科技' }).waitFor()

  const drag = await hold(page, card, await pointIn(page, 'quote'), 'quote')
  await page.getByText('赢单').first().waitFor()
  await ctx.shot(page, 'board-dragging')
  await page.evaluate(() => {
    addEventListener(
      'pointerup',
      () => {
        const since = performance.now()
        const look = () =>
          document.querySelector('[data-column=quote] [data-card=d1]:not(.board-ghost)')
            ? (globalThis.took = 1 + performance.now() - since)
            : setTimeout(look)
        look()
      },
      { capture: true },
    )
  })
  await drag.drop()
  await isIn('quote')
  const took = await page.waitForFunction(() => globalThis.took).then((handle) => handle.jsonValue())
  assert.ok(took < FAST_MS, `the card stood there after ${took.toFixed(0)} ms`)
  await page.getByText('“云启科技”已移到“方案报价”', { exact: true }).waitFor()
  await ctx.shot(page, 'board-moved')
  // The sums are the server's: they tell that it has taken the move, and the undo.
  await page.getByText('¥474,500.00').first().waitFor()
  await page.getByRole('button', { name: '撤销', exact: true }).click()
  await isIn('lead')
  await page.getByText('¥547,500.00').first().waitFor()

  // Refused by the server: back where it was, with the reason, and nothing left to undo.
  await page.getByText('让服务器拒绝下一次移动').click()
  await (await hold(page, card, await pointIn(page, 'deal'), 'deal')).drop()
  await page.getByText('“云启科技”未能移到“合同谈判”：已关闭的商机不能移动').first().waitFor()
  await isIn('lead')
  assert.equal(await page.getByRole('button', { name: '撤销', exact: true }).count(), 0)

  // Won and lost are places to drop on while a card is in the hand.
  const winner = await hold(page, cardNamed(page, '远航物流'), await pointIn(page, 'lead'), 'lead')
  const zone = await center(column('won'))
  await page.mouse.move(zone.x, zone.y, { steps: 6 })
  await overColumn(page, zone, 'won')
  await winner.drop()
  await page.getByText('“远航物流”已移到“赢单”').first().waitFor()
  assert.equal((await cardsOf(page, 'quote')).includes('远航物流'), false)

  // By keyboard, said aloud, the focus staying on the card.
  await card.focus()
  await page.keyboard.press('Alt+ArrowRight')
  await isIn('need')
  const said = await boardOf(page).getByRole('status').textContent()
  assert.match(said, /“云启科技”已移到“需求确认”，第 \d 位，共 \d 张/)
  assert.equal(await page.evaluate(() => document.activeElement.dataset.card), 'd1')
  await page.keyboard.press('Alt+ArrowLeft')
  await isIn('lead')

  // The stage bar: a click, what a stage requires, a drag, the keyboard.
  const bar = page.getByRole('navigation', { name: '商机阶段示例' })
  const stage = (name) => bar.getByRole('button', { name })
  const isAt = (name) => bar.locator('[aria-current=step]', { hasText: name }).waitFor()
  await isAt('需求确认')
  await stage('方案报价').click()
  const dialog = page.getByRole('dialog', { name: '移到“方案报价”' })
  await dialog.getByText('进入“方案报价”前还需填写: 金额').waitFor()
  await dialog.getByRole('button', { name: '移到“方案报价”' }).click()
  await dialog.getByRole('alert').waitFor()
  await ctx.shot(page, 'stage-required')
  await dialog.getByRole('textbox', { name: '金额' }).fill('128000')
  await dialog.getByRole('button', { name: '移到“方案报价”' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await isAt('方案报价')
  await (await hold(page, stage('方案报价'), await center(stage('初步接洽')))).drop()
  await isAt('初步接洽')
  await page.getByText('阶段已改为“初步接洽”').waitFor()
  await page.getByRole('button', { name: '撤销', exact: true }).last().click()
  await isAt('方案报价')
  await stage('方案报价').focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await isAt('需求确认')
}
