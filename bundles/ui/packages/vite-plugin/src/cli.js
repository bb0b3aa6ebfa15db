#!/usr/bin/env node
/** Builds the pages of one plug-in: penglai-build <folder with plugin.json> <output folder> */
import path from 'node:path'
import { build } from 'vite'
import { pluginConfig } from './index.js'

const [dir, outDir] = process.argv.slice(2)
if (!dir || !outDir) {
  console.error('Usage: penglai-build <folder with plugin.json> <output folder>')
  process.exit(2)
}
process.env.NODE_ENV = 'production'
await build(pluginConfig({ dir: path.resolve(dir), outDir: path.resolve(outDir) }))
