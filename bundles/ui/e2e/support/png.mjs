import { deflateSync, inflateSync } from 'node:zlib'
import { crc32 } from './crc32.mjs'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PALETTE = 256
const SORTS = 128
/** Squared distance from which colours are of different sorts. */
const APART = 24 ** 2

function chunksOf(png) {
  const chunks = []
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) })
    at += length + 12
  }
  return chunks
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

function paeth(a, b, c) {
  const [da, db, dc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
  return da <= db && da <= dc ? a : db <= dc ? b : c
}

/** Takes the filters off the rows in place; the first byte of each row names its filter. */
function unfilter(rows, stride, bpp) {
  const line = stride + 1
  for (let start = 0; start < rows.length; start += line) {
    const filter = rows[start]
    for (let x = 1; x <= stride; x++) {
      const left = x > bpp ? rows[start + x - bpp] : 0
      const up = start > 0 ? rows[start + x - line] : 0
      const upLeft = start > 0 && x > bpp ? rows[start + x - line - bpp] : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter]
      rows[start + x] = (rows[start + x] + guess) & 255
    }
  }
}

const distance = (one, other) =>
  [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0)

const nearest = (palette, colour) =>
  palette.reduce((best, one, at) => (distance(one, colour) < distance(palette[best], colour) ? at : best), 0)

/** The colours used most, but first one of each sort, so that a small mark keeps its colour. */
function paletteOf(counts) {
  const common = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour)
  const palette = []
  for (const colour of common)
    if (palette.length < SORTS && palette.every((one) => distance(one, colour) > APART)) palette.push(colour)
  const taken = new Set(palette)
  return [...palette, ...common.filter((colour) => !taken.has(colour))].slice(0, PALETTE)
}

/** Writes a screenshot again with 256 colours: pages have few, and the file is half the size. */
export function shrink(png) {
  const chunks = chunksOf(png)
  const head = chunks.find(({ type }) => type === 'IHDR').data
  const [width, height, bpp] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 6 ? 4 : 3]
  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)))
  unfilter(rows, width * bpp, bpp)

  const pixels = new Uint32Array(width * height)
  const counts = new Map()
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const colour = rows.readUIntBE(y * (width * bpp + 1) + 1 + x * bpp, 3)
      pixels[at] = colour
      counts.set(colour, (counts.get(colour) ?? 0) + 1)
    }
  const palette = paletteOf(counts)
  const places = new Map(palette.map((colour, at) => [colour, at]))
  for (const colour of counts.keys()) if (!places.has(colour)) places.set(colour, nearest(palette, colour))

  const indexed = Buffer.alloc((width + 1) * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) indexed[y * (width + 1) + 1 + x] = places.get(pixels[at])
  const header = Buffer.from(head)
  header[9] = 3
  const colours = Buffer.alloc(palette.length * 3)
  palette.forEach((colour, at) => colours.writeUIntBE(colour, at * 3, 3))
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(indexed, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
