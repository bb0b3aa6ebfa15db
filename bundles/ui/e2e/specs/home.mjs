import { open } from '../support/actions.mjs'

/** The home page shows the customers' widgets with figures, and each leads to its list. */
export default async function home(page, ctx) {
  await open(page, ctx)
  const levels = page.getByRole('list', { name: '各级别客户数量' })
  await levels.waitFor()
  await ctx.shot(page, 'home')
  await levels.getByRole('link', { name: /A 级/ }).click()
  await page
    .getByRole('button', { name: /级别.*A/ })
    .first()
    .waitFor()
}
