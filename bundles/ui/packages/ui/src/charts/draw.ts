import { BarChart, FunnelChart, LineChart, PieChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { ChartData } from './types'

use([BarChart, FunnelChart, LineChart, PieChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--crm-${name}`).trim()

function itemsOf({ categories, series }: ChartData) {
  const [first] = series
  return categories.map((name, at) => ({ name, value: first?.values[at] ?? 0 }))
}

/** Everything in the colours and words of the page as it is now. */
export function optionOf(data: ChartData, format: (value: number) => string): EChartsCoreOption {
  const text = { color: color('text-2'), fontFamily: color('font'), fontSize: 12 }
  const common = {
    color: ['accent', 'ok', 'warn', 'text-3', 'bad'].map(color),
    textStyle: text,
    animationDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180,
    tooltip: {
      // Drawn, not written as HTML: the page's policy and its safety ask for it.
      renderMode: 'richText',
      trigger: data.kind === 'pie' || data.kind === 'funnel' ? 'item' : 'axis',
      backgroundColor: color('surface'),
      borderColor: color('line'),
      textStyle: { ...text, color: color('text') },
      valueFormatter: (value: unknown) => format(Number(value)),
    },
    legend: { show: data.series.length > 1 || data.kind === 'pie', bottom: 0, textStyle: text, icon: 'roundRect' },
  }
  if (data.kind === 'pie')
    return {
      ...common,
      series: [{ type: 'pie', radius: ['45%', '70%'], center: ['50%', '44%'], label: { ...text }, data: itemsOf(data) }],
    }
  if (data.kind === 'funnel')
    return {
      ...common,
      series: [
        {
          type: 'funnel',
          sort: 'none',
          gap: 2,
          top: 8,
          bottom: 8,
          left: '8%',
          width: '64%',
          label: {
            ...text,
            // Else it fades with its step.
            opacity: 1,
            position: 'right',
            formatter: ({ name, value }: { name: string; value: number }) => `${name} ${format(value)}`,
          },
          // One colour that fades from step to step; what is reached in the end stands out.
          data: itemsOf(data).map((item, at, all) => ({
            ...item,
            itemStyle: {
              borderColor: color('surface'),
              color: color(at === all.length - 1 ? 'ok' : 'accent'),
              opacity: at === all.length - 1 ? 1 : 1 - (0.6 * at) / all.length,
            },
          })),
        },
      ],
    }
  const names = {
    type: 'category',
    data: data.categories,
    axisLabel: text,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: color('line') } },
  }
  const values = { type: 'value', axisLabel: { ...text, formatter: format }, splitLine: { lineStyle: { color: color('line') } } }
  const rows = data.kind === 'rows'
  return {
    ...common,
    grid: { left: 4, right: 16, top: 16, bottom: data.series.length > 1 ? 32 : 4, containLabel: true },
    xAxis: rows ? values : names,
    yAxis: rows ? { ...names, inverse: true } : values,
    series: data.series.map((one) => ({
      type: data.kind === 'line' ? 'line' : 'bar',
      name: one.name,
      data: one.values,
      barMaxWidth: 32,
      ...(data.stacked ? { stack: 'all' } : {}),
      ...(data.kind === 'line' ? { symbolSize: 6 } : { itemStyle: { borderRadius: 2 } }),
    })),
  }
}

/**
 * Draws into an element: on a canvas, as the page's policy forbids the style attributes of drawn SVG.
 * The returned functions draw again, fit it to its place and end it.
 */
export function draw(element: HTMLElement, choose: (category: string, at: number) => void) {
  const chart = init(element, undefined, { renderer: 'canvas' })
  chart.on('click', ({ name, dataIndex }) => choose(name, dataIndex))
  return {
    show: (data: ChartData, format: (value: number) => string) => chart.setOption(optionOf(data, format), true),
    fit: () => chart.resize(),
    end: () => chart.dispose(),
  }
}
