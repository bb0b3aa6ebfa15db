package org.penglai.crm.records.internal.duplicates;

/** How alike two texts are: one less the edit distance (Levenshtein, 1966) as a share of the longer one. */
final class Likeness {
    private Likeness() {}

    /** 0 for nothing in common, 1 for the same. */
    static double of(String one, String other) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        int longer = Math.max(a.length, b.length);
        return longer == 0 ? 1 : 1 - (double) distance(a, b) / longer;
    }

    private static int distance(int[] a, int[] b) {
        int[] previous = new int[b.length + 1];
        int[] row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int substituted = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.min(substituted, Math.min(previous[j], row[j - 1]) + 1);
            }
            int[] swapped = previous;
            previous = row;
            row = swapped;
        }
        return previous[b.length];
    }
}
