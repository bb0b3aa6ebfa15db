/** Puts the font of printed documents, and its licence, where a bundle wants them: node copy-font.mjs <outDir> */
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { install } from './build/install.mjs'
import { WORKSPACE } from './build/stamps.mjs'

const [outDir] = process.argv.slice(2)
await install()
const source = path.join(WORKSPACE, 'node_modules/@expo-google-fonts/noto-sans-sc')
mkdirSync(outDir, { recursive: true })
for (const [from, to] of [
  ['400Regular/NotoSansSC_400Regular.ttf', 'NotoSansSC-Regular.ttf'],
  ['LICENSE_FONT', 'OFL.txt'],
]) {
  const target = path.join(outDir, to)
  const file = path.join(source, from)
  if (!existsSync(target) || statSync(target).size !== statSync(file).size) copyFileSync(file, target)
}
