import assert from 'node:assert/strict'
import { aCustomer, open } from '../support/actions.mjs'
import { settled } from '../support/page.mjs'

export const reducedMotion = 'reduce'
const MOST_STOPS = 220

const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim())

/** Marks the element that has the focus; tells whether one can see that it has it, and what it is called. */
const stop = () => {
  const node = document.activeElement
  if (!node || node === document.body) return { name: 'body', seen: true, again: false }
  const again = node.hasAttribute('data-reached')
  node.setAttribute('data-reached', '')
  const rings = (one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  }
  // A field shows the focus on the box around it, a row on itself.
  const seen = [node, node.parentElement, node.parentElement?.parentElement, node.closest('.el-select__wrapper, label')]
    .filter(Boolean)
    .some(rings)
  // A date has a stop for each of its parts, which the browser marks itself.
  const parts = node.type === 'date' && again
  return { name: node.outerHTML.slice(0, 140), seen: seen || parts, again: again && !parts }
}

/** What can be clicked and was not reached; the cells of a table and the tabs of a row share one stop. */
const missed = () => {
  const shown = (node) => {
    const { visibility, opacity } = getComputedStyle(node)
    return node.getClientRects().length > 0 && visibility !== 'hidden' && opacity !== '0'
  }
  return [...document.querySelectorAll('#main :is(a[href], button, input, select, textarea), header :is(a[href], button)')]
    .filter((node) => shown(node) && !node.disabled && !node.closest('[role=grid], [role=tablist], [role=radiogroup]'))
    .filter((node) => !node.hasAttribute('data-reached') && node.tabIndex !== -1 && node.type !== 'file')
    .map((node) => node.outerHTML.slice(0, 140))
}

/** The skip link comes first, every action is reached by Tab and seen when it is, and the search key gives the focus back. */
export default async function keyboard(page, ctx) {
  await open(page, ctx, '/customers')
  await page.reload()
  await page.locator('tbody a.title').first().waitFor()
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), '跳到正文')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '搜索与命令' }).waitFor()
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'combobox')
  await page.keyboard.press('Escape')
  assert.equal(await focused(page), '跳到正文')

  const wrong = []
  const customer = await aCustomer(page)
  for (const path of ['/', '/customers', `/customers/${customer}`, '/customers/new', '/settings/personal']) {
    await page.goto(ctx.base + path)
    await settled(page)
    for (let at = 0; at < MOST_STOPS; at++) {
      await page.keyboard.press('Tab')
      const { name, seen, again } = await page.evaluate(stop)
      if (again || (name === 'body' && at > 0)) break
      if (!seen) wrong.push(`${path}: no focus to be seen on ${name}`)
    }
    for (const name of await page.evaluate(missed)) wrong.push(`${path}: not reached ${name}`)
  }
  assert.deepEqual(wrong, [])
}
