import assert from 'node:assert/strict'
import { aCustomer, anImport, givePoints, open } from '../support/actions.mjs'
import { look, LOOKS } from '../support/looks.mjs'
import { assertNoRawKey, assertNoSidewaysScroll, assertNothingWraps, settled, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** Every main page in both languages and themes: readable for everybody, nothing raw, wrapped or cut off. */
export default async function pages(page, ctx) {
  await open(page, ctx)
  const customer = await aCustomer(page)
  await givePoints(page, customer)
  const paths = {
    home: '/',
    customers: '/customers',
    record: `/customers/${customer}?tab=contacts`,
    loyaltyTab: `/customers/${customer}?tab=acmeLoyalty.loyalty`,
    new: '/customers/new',
    edit: `/customers/${customer}/edit`,
    import: '/customers/import',
    importResult: await anImport(page),
    contacts: '/contacts',
    loyalty: '/acme/loyalty',
    jobs: '/jobs',
    modules: '/settings/modules',
    personal: '/settings/personal',
    users: '/settings/users',
    profile: '/profile',
    missing: '/nowhere',
  }
  const wrong = []
  const check = (what, work) => work().catch((error) => wrong.push(`${what}: ${error.message}`))
  for (const [name, path] of Object.entries(paths)) {
    await page.goto(ctx.base + path)
    for (const one of LOOKS) {
      const what = `${name} ${one.language} ${one.theme}`
      await look(page, one)
      await settled(page)
      await ctx.shot(page, `${name}-${one.language}-${one.theme}`)
      await check(what, async () => assert.deepEqual(await violations(page), []))
      await check(what, () => assertNoRawKey(page))
      await check(what, () => assertNoSidewaysScroll(page))
      await check(what, () => assertNothingWraps(page))
    }
  }
  await look(page, LOOKS[0])
  assert.deepEqual(wrong, [])
}
