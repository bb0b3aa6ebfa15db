/** The four ways a page may look. */
export const LOOKS = [
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
export async function look(page, { language, theme }) {
  const now = await page.evaluate(() => ({
    language: document.documentElement.lang,
    theme: document.documentElement.classList.contains('dark') ? 'dark' : 'light',
  }))
  if (now.language !== language) await choose(page, /^(语言|Language)/, language === 'en' ? 'English' : '简体中文')
  if (now.theme !== theme) await choose(page, /^(外观|主题|Theme)$/, NAMES[language][theme])
  await page.locator(`html[lang=${language}]${theme === 'dark' ? '.dark' : ':not(.dark)'}`).waitFor()
  await page.mouse.move(0, 0)
}
