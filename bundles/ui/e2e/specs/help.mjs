import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

/** Help explains the page beside it; the tour is offered once, goes by keyboard and is remembered. */
export default async function help(page, ctx) {
  await open(page, ctx, '/customers')
  await page.locator('#main h1').first().waitFor()
  await page.getByRole('button', { name: '帮助', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: '帮助' })
  await drawer.getByText('怎么做').waitFor()
  await ctx.shot(page, 'help')
  assert.deepEqual(await violations(page), [])
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })

  const tour = page.getByRole('dialog', { name: '新手引导' })
  assert.equal(await tour.count(), 0, 'somebody who has seen it is left alone')
  await page.getByRole('button', { name: '帮助', exact: true }).click()
  await drawer.getByRole('button', { name: '重新开始新手引导' }).click()
  await tour.getByText('第 1 步，共 5 步').waitFor()
  await tour.getByRole('button', { name: '下一步' }).focus()
  for (const step of [2, 3, 4, 5]) {
    await page.keyboard.press('Enter')
    await tour.getByText(`第 ${step} 步，共 5 步`).waitFor()
    if (step === 2) await ctx.shot(page, 'tour')
    if (step === 2) assert.deepEqual(await violations(page), [])
    await page.waitForFunction(() => document.activeElement.closest('[role=dialog]')?.classList.contains('tour'))
  }
  const done = page.waitForResponse((reply) => reply.url().endsWith('/preferences/tour.done') && reply.ok())
  await page.keyboard.press('Enter')
  await tour.waitFor({ state: 'detached' })
  await done

  // A person who has neither taken nor declined it is offered it; Esc declines for good.
  const gone = page.waitForResponse((reply) => reply.url().endsWith('/preferences/tour.done') && reply.ok())
  await page.evaluate(async () => {
    const { csrfToken, user } = await (await fetch('/api/v1/session')).json()
    await fetch('/api/v1/preferences/tour.done', { method: 'DELETE', headers: { 'X-CSRF-Token': csrfToken } })
    localStorage.removeItem(`penglai.${user.id}.tour.done`)
  })
  await gone
  await page.goto(`${ctx.base}/`)
  await tour.waitFor()
  const kept = page.waitForResponse((reply) => reply.url().endsWith('/preferences/tour.done') && reply.ok())
  await page.keyboard.press('Escape')
  await kept
  await page.reload()
  await page.locator('#main h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  assert.equal(await tour.count(), 0)
}
