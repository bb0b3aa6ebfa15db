import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { boardOf, cardNamed, center, finger, pointIn } from '../support/board.mjs'

export const viewport = { width: 1024, height: 768 }
export const touch = true

/** On a tablet a long press lifts a card; a quick move scrolls and lifts nothing. */
export default async function boardTouch(page, ctx) {
  await open(page, ctx, '/gallery')
  await boardOf(page).waitFor()
  const hand = await finger(page)
  const start = await center(cardNamed(page, '云启科技'))
  const inside = await pointIn(page, 'need')
  // The very middle of a card is neither before nor after it.
  const target = { x: inside.x, y: inside.y + 6 }
  await hand.down(start)
  await page.locator('[data-card=d1].sortable-chosen').waitFor()
  const ghost = page.locator('[data-column=need] .board-ghost')
  const deadline = Date.now() + 5000
  for (let step = 1; (await ghost.count()) === 0 && Date.now() < deadline; step++) {
    const part = Math.min(step / 6, 1)
    await hand.move({ x: start.x + (target.x - start.x) * part, y: start.y + (target.y - start.y) * part + (step % 3) })
  }
  await ctx.shot(page, 'board-touch')
  await hand.up()
  await page.getByText('“云启科技”已移到“需求确认”', { exact: true }).waitFor()
  await page.locator('[data-column=need] [data-card=d1]').waitFor()

  const from = await center(cardNamed(page, '嘉禾机械'))
  await hand.down(from)
  for (const y of [20, 60, 120]) await hand.move({ x: from.x, y: from.y - y })
  await hand.up()
  await page.waitForFunction(() => document.querySelector('#main').scrollTop > 0)
  assert.equal(await page.locator('.board-ghost').count(), 0)
}
