import assert from 'node:assert/strict'
import { aCustomer, open } from '../support/actions.mjs'
import { assertNoRawKey, assertNoSidewaysScroll, assertNothingWraps, violations } from '../support/page.mjs'
import { appear, everyPage, goTo, watchRequests } from '../support/tour.mjs'

export const reducedMotion = 'reduce'

/**
 * Names depend on the language and contrast on the theme, never on both: each language and each theme is seen once.
 * English and light comes first, since what is opened below is found by its Chinese name.
 */
const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'zh-CN', theme: 'dark' },
]
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 780 }
const SMALLEST = 360

const button = (page, name) => page.getByRole('button', { name, exact: true }).first()
const click = (name) => (page) => button(page, name).click()
const key = (keys) => (page) => page.keyboard.press(keys)

/** What opens over a page: where, how, and what shows that it is there. */
const OVERLAYS = [
  ['palette', '/', key('Control+k'), '[role=dialog] [role=combobox]'],
  ['keyMap', '/', key('?'), '[role=dialog]'],
  ['messages', '/', click(/^消息/), '[role=dialog]'],
  ['help', '/customers', click('帮助'), '[role=dialog]'],
  ['createMenu', '/', click('新建'), '[role=menu]'],
  ['accountMenu', '/', (page) => page.getByRole('button', { name: /^账户/ }).click(), '[role=menu]'],
  ['filter', '/customers', click('添加筛选'), '.el-popper:visible'],
  ['columns', '/customers', click('显示列'), '.el-popper:visible'],
  ['views', '/customers', click('管理视图'), '.el-popper:visible'],
  ['export', '/customers', click('导出'), '[role=dialog]'],
  ['bulk', '/customers', (page) => page.locator('tbody .pick').first().check(), '.bulk'],
  ['preview', '/customers', (page) => page.locator('tbody a.title').first().press('Space'), 'aside'],
]
const PHONE_OVERLAYS = [
  ['more', '/', click('更多'), '[role=dialog]'],
  ['filter', '/customers', click('添加筛选'), '.el-popper:visible, [role=dialog]'],
  ['views', '/customers', click('管理视图'), '.el-popper:visible'],
]

async function inspect(page, what, wrong) {
  for (const [at, one] of LOOKS.entries()) {
    await appear(page, one)
    const found = await violations(page, { again: at > 0 })
    const note = (text) => wrong.push(`${what} ${one.language} ${one.theme}: ${text}`)
    if (found.length > 0) note(found.join('; '))
    await assertNoRawKey(page).catch((error) => note(error.message))
    if (page.viewportSize().width === DESK.width) await assertNothingWraps(page).catch((error) => note(error.message))
  }
}

async function tour(page, ctx, viewport, overlays) {
  const wrong = []
  const still = watchRequests(page)
  await page.setViewportSize(viewport)
  // Both tours are of one user: neither may change the language of the other.
  await page.route(/\/api\/v1\/preferences\//, (route) =>
    route.request().method() === 'PUT' ? route.fulfill({ status: 204 }) : route.continue(),
  )
  await open(page, ctx)
  const pages = await everyPage(page, await aCustomer(page))
  for (const [name, path] of Object.entries(pages)) {
    const what = `${name} ${viewport.width}`
    await goTo(page, path)
    await still()
    await inspect(page, what, wrong)
    await ctx.shot(page, `axe-${name}-${viewport.width}`)
    if (viewport.width < DESK.width)
      for (const width of [SMALLEST, viewport.width]) {
        await page.setViewportSize({ ...viewport, width })
        await assertNoSidewaysScroll(page).catch((error) => wrong.push(`${name} ${width}: ${error.message}`))
      }
  }
  for (const [name, path, show, sight] of overlays) {
    await goTo(page, path)
    await still()
    await show(page)
    await page.locator(sight).filter({ visible: true }).last().waitFor()
    await still()
    await inspect(page, `${name} over ${path} ${viewport.width}`, wrong)
    await ctx.shot(page, `axe-over-${name}-${viewport.width}`)
    await page.goto(`${ctx.base}/notifications`)
    await page.locator('#main h1').waitFor()
  }
  return wrong
}

/** Nothing serious or critical on any page or in anything that opens over one, light and dark, in both languages, at desk and phone. */
export default async function accessibility(page, ctx) {
  const phone = await page
    .context()
    .browser()
    .newContext({ viewport: PHONE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion, hasTouch: true, isMobile: true })
  try {
    const wrong = await Promise.all([tour(page, ctx, DESK, OVERLAYS), tour(await phone.newPage(), ctx, PHONE, PHONE_OVERLAYS)])
    assert.deepEqual(wrong.flat(), [])
  } finally {
    await phone.close()
  }
}
