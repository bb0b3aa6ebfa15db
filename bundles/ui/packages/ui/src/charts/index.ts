export { default as CrmChart } from './CrmChart.vue'
export type { ChartData, ChartKind, ChartSeries } from './types'
