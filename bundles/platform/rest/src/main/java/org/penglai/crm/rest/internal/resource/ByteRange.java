package org.penglai.crm.rest.internal.resource;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a client wants, RFC 9110 section 14. Several parts at once are answered with the whole file, as
 * the RFC permits.
 *
 * @param from first byte
 * @param to last byte
 */
record ByteRange(long from, long to) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The part; the whole file if none was asked for or the header says nothing; null if it lies outside the file. */
    static ByteRange parse(String header, long size) {
        ByteRange whole = new ByteRange(0, size - 1);
        Matcher range = header == null ? null : ONE.matcher(header.strip());
        if (range == null || !range.matches()) {
            return whole;
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty() && last.isEmpty()) {
            return whole;
        }
        if (first.isEmpty()) {
            long length = Math.min(Long.parseLong(last), size);
            return length == 0 ? null : new ByteRange(size - length, size - 1);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        return from >= size || to < from ? null : new ByteRange(from, to);
    }

    long length() {
        return to - from + 1;
    }

    boolean isWhole(long size) {
        return from == 0 && to == size - 1;
    }
}
