import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { settled, violations } from '../support/page.mjs'

export const viewport = { width: 390, height: 844 }
export const reducedMotion = 'reduce'

/** On a phone: a list and one day; a long press lifts an appointment, and nothing scrolls sideways. */
export default async function calendarPhone(page, ctx) {
  await open(page, ctx)
  const subject = `回访 ${ctx.unique}`
  const { id } = await createRecord(page, 'appointments', { subject, startAt: '2033-03-08T02:00:00Z' })
  await page.goto(`${ctx.base}/calendar?day=2033-03-08`)
  await page.getByRole('link', { name: new RegExp(subject) }).waitFor()
  assert.deepEqual(await page.getByRole('tab').allInnerTexts(), ['列表', '日'])
  await settled(page)
  await ctx.shot(page, 'calendar-phone-list')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('tab', { name: '日' }).click()
  const block = page.locator(`[data-entry*="${id}"]`)
  await block.waitFor()
  await settled(page)
  await ctx.shot(page, 'calendar-phone-day')
  assert.deepEqual(await violations(page), [])
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390)

  const box = await block.boundingBox()
  const touch = await page.context().newCDPSession(page)
  const [x, y] = [box.x + box.width / 2, box.y + 8]
  const at = (type, points) => touch.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  await at('touchStart', [{ x, y }])
  await page.locator('.entry.held').waitFor()
  for (let step = 1; step <= 4; step++) await at('touchMove', [{ x, y: y + step * 22 }])
  await at('touchEnd', [])
  await page.getByText(`“${subject}”已改到3月8日`).first().waitFor()
  const moved = await page.evaluate(async (id) => (await fetch(`/api/v1/appointments/${id}`)).json(), id)
  assert.equal(moved.startAt, '2033-03-08T04:00:00Z')
}
