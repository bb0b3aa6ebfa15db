import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { look, LOOKS } from '../support/looks.mjs'
import { assertNoRawKey, assertNoSidewaysScroll, settled, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** Every part in every state is readable and usable, in both themes and languages; charts come when they are seen. */
export default async function gallery(page, ctx) {
  const drawing = []
  page.on('request', (request) => /\/draw-.*\.js$/.test(request.url()) && drawing.push(request.url()))
  await open(page, ctx, '/gallery')
  await settled(page)
  assert.deepEqual(drawing, [], 'no chart is in sight yet')
  await page.getByRole('img', { name: '各阶段商机数' }).scrollIntoViewIfNeeded()
  await page.locator('canvas').first().waitFor()
  assert.equal(drawing.length, 1)
  for (const one of LOOKS) {
    await look(page, one)
    await settled(page)
    await ctx.shot(page, `gallery-${one.language}-${one.theme}`)
    assert.deepEqual(await violations(page), [], `${one.language} ${one.theme}`)
    await assertNoRawKey(page)
    await assertNoSidewaysScroll(page)
  }
  await look(page, LOOKS[0])
  // What the chart shows stands in a table, too, and can be chosen there by keyboard.
  await page.getByText('以表格查看').first().click()
  await page.getByRole('button', { name: '需求确认', exact: true }).last().click()
  await page.getByText('已选择：需求确认').waitFor()
}
