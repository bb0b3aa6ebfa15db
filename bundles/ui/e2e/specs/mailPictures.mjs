import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { open } from '../support/actions.mjs'
import { eventually } from '../support/eventually.mjs'
import { openMailServer } from '../support/mailServer.mjs'
import { assertNoSidewaysScroll, violations } from '../support/page.mjs'
import { connectMail, FETCHED, INBOX } from '../support/supportMail.mjs'

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><rect width="900" height="300" fill="teal"/></svg>`

/** Of a hostile mail nothing runs and nothing is loaded; its pictures are once somebody wants them, and nothing else even then. */
export default async function mailPictures(page, ctx) {
  const asked = []
  const elsewhere = createServer((request, response) => {
    asked.push({ path: request.url, referer: request.headers.referer, cookie: request.headers.cookie })
    response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end(PICTURE)
  })
  // Another host than the console's: what is sent there is what a stranger gets.
  const host = new URL(ctx.base).hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  await new Promise((ready) => elsewhere.listen(0, host, ready))
  const server = await openMailServer()
  try {
    const there = `http://${host}:${elsewhere.address().port}`
    await open(page, ctx, '/desk')
    const queue = await connectMail(page, ctx, server)
    await open(page, ctx, `/desk?queue=${queue}`)
    await page.getByText('没有工单').first().waitFor()
    server.deliver({
      from: '促销 <news@farwell.example>',
      to: INBOX,
      id: `<pictures.${ctx.unique}@farwell.example>`,
      subject: `新品目录${ctx.unique}`,
      html: hostile(there),
    })
    await page.locator('[data-ticket]', { hasText: `新品目录${ctx.unique}` }).waitFor(FETCHED)
    await page.keyboard.press('j')
    const message = page.locator('[data-direction=in]')
    await message.getByRole('button', { name: '按邮件格式显示' }).click()
    const mail = message.locator('[data-mail-html]')
    await mail.getByText('新品目录如下').waitFor()
    for (const gone of ['script', 'form', 'input', 'iframe', 'link', 'style', 'object', 'video'])
      assert.equal(await mail.locator(gone).count(), 0, gone)
    await page.waitForLoadState('networkidle')
    assert.deepEqual(asked, [], 'nothing was asked for')
    await ctx.shot(page, 'mail-pictures')

    await message.getByText('没有加载 2 张外部图片').waitFor()
    await message.getByRole('button', { name: '显示外部图片' }).click()
    await message.getByText('已加载 2 张外部图片').waitFor()
    const framed = message.frameLocator('[data-mail-frame]')
    await framed.getByText('新品目录如下').waitFor()
    await eventually(async () => {
      const { width, height } = await framed.locator('img').first().boundingBox()
      const around = await message.locator('[data-mail-frame]').boundingBox()
      return asked.length > 1 && width <= around.width && height > 100 && around.height > height
    })
    const paths = asked.map(({ path }) => path).sort()
    assert.deepEqual(paths, ['/logo.svg', '/pixel.svg'], 'its pictures and nothing else')
    for (const { referer, cookie } of asked) assert.equal(referer ?? cookie, undefined, 'nobody is told where')
    assert.equal(await page.evaluate(() => window.ran), undefined, 'nothing ran')
    assert.deepEqual(await violations(page), [])
    await ctx.shot(page, 'mail-pictures-shown')
    await page.setViewportSize({ width: 390, height: 844 })
    await assertNoSidewaysScroll(page)
  } finally {
    server.close()
    elsewhere.close()
  }
}

function hostile(there) {
  return [
    '<html><head><style>@import url(IT/import.css); body { background: url(IT/style.svg) }</style>',
    '<link rel="stylesheet" href="IT/sheet.css"><link rel="prefetch" href="IT/prefetch"></head>',
    '<body background="IT/body.svg" onload="top.ran = 1"><p>新品目录如下</p>',
    '<script>top.ran = 1</script><script src="IT/script.js"></script>',
    '<img src="IT/logo.svg" onload="top.ran = 1" onerror="top.ran = 1" srcset="IT/set.svg 2x">',
    '<img src="IT/pixel.svg" width="1" height="1">',
    '<div style="background-image: url(IT/div.svg); position: fixed; inset: 0">盖住</div>',
    '<table background="IT/table.svg"><tr><td background="IT/cell.svg">价格</td></tr></table>',
    '<form action="IT/form"><input name="password"><button>登录</button></form>',
    '<iframe src="IT/frame"></iframe><object data="IT/object"></object><video src="IT/video" poster="IT/poster"></video>',
    '<svg><image href="IT/image.svg"/></svg><a href="javascript:top.ran = 1">点这里</a></body></html>',
  ]
    .join('\n')
    .replaceAll('IT/', `${there}/`)
}
