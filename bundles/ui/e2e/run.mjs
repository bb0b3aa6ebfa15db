/**
 * Browser checks against any running console: BASE_URL=http://localhost:8190 node run.mjs [spec...]
 * CHROMIUM, SHOTS (folder for screenshots), CRM_USER and CRM_PASSWORD may be given. Specs whose need is not met by the
 * environment are skipped and say so: SAMPLES, PICTURES, CRM_ETC, MODULE_KAR, MAIL_SERVERS, HOOK_REMOVE_PLUGIN with HOOK_RESTORE_PLUGIN.
 */
import { mkdirSync } from 'node:fs'
import { aWord, createContext } from './support/context.mjs'
import { openBrowser } from './support/browser.mjs'
import { forgetPreferences } from './support/preferences.mjs'

const SPECS = [
  'firstVisit',
  'slowLine',
  'signIn',
  'samples',
  'pictures',
  'home',
  'listState',
  'longList',
  'views',
  'drawer',
  'inlineEdit',
  'bulk',
  'duplicates',
  'merge',
  'recycleBin',
  'bulkChanges',
  'modules',
  'createAndEdit',
  'customFields',
  'layouts',
  'conflict',
  'recordPage',
  'timeline',
  'inlineRecord',
  'drafts',
  'actions',
  'attachments',
  'importFile',
  'exchange',
  'accessibility',
  'appearance',
  'phone',
  'oneHanded',
  'keyboard',
  'palette',
  'shortcuts',
  'notifications',
  'work',
  'composer',
  'calendar',
  'calendarPhone',
  'board',
  'boardLong',
  'boardTouch',
  'opportunities',
  'dealBoard',
  'dealBoardPhone',
  'analytics',
  'quoteLines',
  'orderReturn',
  'webForm',
  'receivables',
  'desk',
  'mailPictures',
  'satisfaction',
  'service',
  'complaint',
  'assignment',
  'feedback',
  'knowledge',
  'quality',
  'approvals',
  'leadToCash',
  'leadToCashKeys',
  'boardPhone',
  'gallery',
  'favourites',
  'settingsMenu',
  'states',
  'offline',
  'help',
  'pool',
  'people',
  'departments',
  'roleMenu',
  'secondFactor',
  'companySignIn',
  'invitation',
  'rights',
  'handOver',
  'audit',
  'privacy',
  'masked',
  'webhooks',
  'session',
  'upgrade',
  'isolation',
  'plugins',
  'moduleLife',
]
const wanted = process.argv.slice(2)
const ctx = createContext()
for (const folder of [ctx.shots, ctx.pictures]) if (folder) mkdirSync(folder, { recursive: true })

/** Runs one spec in a browser context of its own; fails with the page's own faults too. */
async function attempt(name, spec, ctx, { viewport, touch, reducedMotion }) {
  const context = await browser.newContext({
    viewport: viewport ?? { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion,
    ...(touch ? { hasTouch: true } : {}),
    ...(viewport?.width < 769 ? { hasTouch: true, isMobile: true } : {}),
  })
  const page = await context.newPage()
  const faults = []
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(message.text())
  })
  try {
    await forgetPreferences(ctx)
    await spec(page, ctx)
    if (faults.length > 0) throw new Error(faults.join('\n'))
  } catch (error) {
    if (ctx.shots) await page.screenshot({ path: `${ctx.shots}/failed-${name}.png` }).catch(() => {})
    throw error
  } finally {
    await context.close()
  }
}

const browser = await openBrowser()
let passed = 0
let failed = 0
let skipped = 0

for (const name of wanted.length > 0 ? wanted : SPECS) {
  const { default: spec, viewport, touch, reducedMotion, needs } = await import(`./specs/${name}.mjs`)
  if (needs && !ctx.hooks[needs] && !ctx[needs]) {
    skipped++
    console.log(`skip ${name} (needs ${needs})`)
    continue
  }
  const settings = { viewport, touch, reducedMotion }
  const since = Date.now()
  try {
    await attempt(name, spec, ctx, settings)
  } catch (first) {
    // Once more, and said so: a machine that stands still for seconds is no fault of the console, what fails twice is.
    console.log(`AGAIN ${name}\n${first.stack}`)
    try {
      await attempt(name, spec, { ...ctx, unique: aWord() }, settings)
    } catch (error) {
      failed++
      console.log(`FAIL ${name}\n${error.stack}`)
      continue
    }
  }
  passed++
  console.log(`ok   ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)`)
}
await browser.close()
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 ? 1 : 0)
