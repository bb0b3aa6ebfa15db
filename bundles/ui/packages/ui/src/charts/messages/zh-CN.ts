export default { chart: { table: '以表格查看', category: '类别', failed: '图表加载失败', none: '没有数据' } }
