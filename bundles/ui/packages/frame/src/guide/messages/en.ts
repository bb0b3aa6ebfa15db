export default {
  guide: {
    title: 'User guide',
    contents: 'Contents of the guide',
    table: 'Table',
    failed: 'The guide cannot be loaded',
    retry: 'Try again',
  },
}
