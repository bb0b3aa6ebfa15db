/**
 * Watches open pages while modules come, change and go. Reads one command a line, answers one line each:
 * `open` -> `opened`; `watch WHAT` -> `watching WHAT`, later `seen WHAT <epoch ms>` or `failed WHAT <reason>`;
 * the end of the input ends the browser. Environment as for run.mjs.
 */
import { mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { openBrowser } from './support/browser.mjs'
import { createContext } from './support/context.mjs'
import { createRecord, open } from './support/actions.mjs'

const PATIENCE_MS = 30000
const ctx = createContext()
if (ctx.shots) mkdirSync(ctx.shots, { recursive: true })
const say = (...words) => console.log(words.join(' ').replaceAll('\n', ' | '))
const browser = await openBrowser()
const office = await browser.newContext({
  viewport: { width: 1440, height: 900 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
})
office.setDefaultTimeout(PATIENCE_MS)
const typed = `打字中${ctx.unique}`
const pages = {}
const name = (page) => page.getByRole('textbox', { name: '客户名称' })

/** Opens the pages that stay open to the end; each gets a mark that a reload would lose. */
async function openPages() {
  const first = await office.newPage()
  await open(first, ctx)
  const customer = await createRecord(first, 'customers', { name: `换装${ctx.unique}`, kind: 'company' })
  const paths = { home: '/', record: `/customers/${customer.id}`, list: '/customers', form: '/customers/new' }
  for (const [key, path] of Object.entries(paths)) {
    const page = key === 'home' ? first : await office.newPage()
    if (page !== first) await open(page, ctx, path)
    await page.locator('#main h1').first().waitFor()
    await page.evaluate(() => {
      globalThis.mark = 'the same document'
    })
    pages[key] = page
  }
  await name(pages.form).fill(typed)
}

const widget = (title) => pages.home.getByRole('heading', { level: 2, name: title, exact: true })
const tab = () => pages.record.getByRole('tab', { name: '会员积分' })
const offer = () => pages.form.getByRole('status').filter({ hasText: '有新版本' })

async function sameDocuments() {
  for (const [key, page] of Object.entries(pages))
    if ((await page.evaluate(() => globalThis.mark)) !== 'the same document') throw new Error(`${key} was loaded again`)
  if ((await name(pages.form).inputValue()) !== typed) throw new Error('what was typed is lost')
}

/** Each waits until the pages show it. */
const SIGHTS = {
  async loyaltyHere() {
    await Promise.all([tab().waitFor(), widget('会员积分').waitFor()])
  },
  async loyaltyRenamed() {
    await widget('会员积分榜').waitFor()
  },
  async customersRenamed() {
    await Promise.all([
      pages.list.getByRole('link', { name: '客户（新版）' }).waitFor(),
      pages.list.waitForFunction(() => document.title.startsWith('客户（新版）')),
      pages.home.getByText('客户总数（新版）').waitFor(),
      offer().waitFor(),
    ])
  },
  async customersBack() {
    await Promise.all([
      pages.list.getByRole('link', { name: '客户', exact: true }).first().waitFor(),
      pages.list.waitForFunction(() => !document.title.includes('（新版）')),
      pages.home.getByText('客户总数', { exact: true }).waitFor(),
    ])
  },
  async loyaltyGone() {
    await Promise.all([tab().waitFor({ state: 'detached' }), widget('会员积分榜').waitFor({ state: 'detached' })])
  },
  /** The upgrade that waited is taken by the form's page when it is asked to; what was typed can still be saved. */
  async formSaved() {
    await pages.form.getByRole('button', { name: '保存' }).click()
    await pages.form.getByRole('heading', { level: 1, name: typed }).waitFor()
    await offer().waitFor({ state: 'detached' })
    await pages.form.getByText('别名', { exact: true }).waitFor()
    if ((await pages.form.evaluate(() => globalThis.mark)) !== 'the same document') throw new Error('the form was loaded again')
  },
}

async function watch(what) {
  try {
    await SIGHTS[what]()
    const at = Date.now()
    if (what !== 'formSaved') await sameDocuments()
    for (const [key, page] of Object.entries(pages)) await ctx.shot(page, `swap-${what}-${key}`)
    say('seen', what, at)
  } catch (error) {
    for (const [key, page] of Object.entries(pages)) await ctx.shot(page, `failed-swap-${what}-${key}`)
    say('failed', what, error.message)
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const [command, what] = line.trim().split(' ')
  if (command === 'open')
    await openPages().then(
      () => say('opened'),
      (error) => say('failed open', error.stack),
    )
  else if (command === 'watch' && SIGHTS[what]) {
    say('watching', what)
    void watch(what)
  } else say('failed', line, 'is not a command')
}
await browser.close()
