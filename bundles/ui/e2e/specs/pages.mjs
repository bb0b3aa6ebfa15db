import assert from 'node:assert/strict'
import { aCustomer, anImport, givePoints, open } from '../support/actions.mjs'
import { assertNoRawKey, assertNoSidewaysScroll, assertNothingWraps, settled, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

const LOOKS = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'zh-CN', theme: 'dark' },
]
const NAMES = { 'zh-CN': { light: '浅色', dark: '深色' }, en: { light: 'Light', dark: 'Dark' } }
const choose = async (page, menu, item) => {
  await page.getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Changes language and theme the way people do, without loading the page again. */
async function look(page, { language, theme }) {
  const now = await page.evaluate(() => ({
    language: document.documentElement.lang,
    theme: document.documentElement.classList.contains('dark') ? 'dark' : 'light',
  }))
  if (now.language !== language) await choose(page, /^(语言|Language)/, language === 'en' ? 'English' : '简体中文')
  if (now.theme !== theme) await choose(page, /^(外观|主题|Theme)$/, NAMES[language][theme])
  await page.locator(`html[lang=${language}]${theme === 'dark' ? '.dark' : ':not(.dark)'}`).waitFor()
  await page.mouse.move(0, 0)
}

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
