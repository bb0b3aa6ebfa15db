/**
 * Packs what a plug-in outside the workspace builds with, for sdk/npm of the archive: node pack.mjs <outDir>
 * Beside the tarballs lies integrity.json with the checksum of each, as npm writes it into lock files.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { UI, WORKSPACE, exclusively } from './build/stamps.mjs'

const outDir = path.resolve(process.argv[2])
const staging = path.join(UI, 'target/pack')
const json = (file) => JSON.parse(readFileSync(file, 'utf8'))
const { dependencies, devDependencies } = json(path.join(WORKSPACE, 'package.json'))
const versions = { ...dependencies, ...devDependencies }
const pick = (names) => Object.fromEntries(names.map((name) => [name, versions[name]]))

/** The console shares these: for an editor's eyes only, so nothing has to be installed. */
const shared = (names) => ({
  peerDependencies: pick(names),
  peerDependenciesMeta: Object.fromEntries(names.map((name) => [name, { optional: true }])),
})

const FRAMEWORK = ['vue', 'vue-router', 'pinia', 'vue-i18n']
const PACKAGES = {
  'vite-plugin': { bin: { 'penglai-build': 'src/cli.js' }, dependencies: pick(['@vitejs/plugin-vue', 'vite', 'vue']) },
  sdk: shared(FRAMEWORK),
  ui: shared([...FRAMEWORK, 'dayjs', 'echarts', 'element-plus', 'sortablejs']),
}

function pack(name) {
  const from = path.join(UI, 'packages', name)
  const to = path.join(staging, name)
  cpSync(path.join(from, 'src'), path.join(to, 'src'), { recursive: true })
  cpSync(path.join(WORKSPACE, '../LICENSE'), path.join(to, 'LICENSE'))
  const own = { ...json(path.join(from, 'package.json')), private: undefined }
  const described = { ...own, license: 'Apache-2.0', files: ['src', 'LICENSE'], ...PACKAGES[name] }
  writeFileSync(path.join(to, 'package.json'), JSON.stringify(described, null, 2))
  const packed = spawnSync('npm', ['pack', '--silent', '--pack-destination', outDir], {
    cwd: to,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (packed.status !== 0) throw new Error(`npm pack of ${name} failed`)
}

await exclusively('pack', () => {
  for (const folder of [staging, outDir]) rmSync(folder, { recursive: true, force: true })
  mkdirSync(outDir, { recursive: true })
  Object.keys(PACKAGES).forEach(pack)
  const sums = readdirSync(outDir).map((file) => [
    file,
    `sha512-${createHash('sha512')
      .update(readFileSync(path.join(outDir, file)))
      .digest('base64')}`,
  ])
  writeFileSync(path.join(outDir, 'integrity.json'), JSON.stringify(Object.fromEntries(sums), null, 2))
})
