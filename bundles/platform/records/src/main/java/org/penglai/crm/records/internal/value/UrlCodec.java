package org.penglai.crm.records.internal.value;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.records.spi.StoredField;

/**
 * Addresses of web pages: http and https only, because others ({@code javascript:}, {@code file:}) do harm in a link,
 * and without user and password. Tables may leave the scheme out.
 */
final class UrlCodec implements Codec {
    private static final Pattern URL =
            Pattern.compile("(?<scheme>[A-Za-z]+)://(?<host>[^/?#:@\\[\\]]+)(?<port>:\\d{1,5})?(?<rest>[/?#].*)?");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final String FORBIDDEN = "<>\"\\^`{|}";

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (!(raw instanceof String text)) {
            throw Refusal.wrongType("网址", "a web address");
        }
        String url = Texts.trim(text);
        if (mode == ReadMode.IMPORT && !url.contains("://")) {
            url = "http://" + Texts.halfWidth(url);
        }
        Matcher match = URL.matcher(url);
        if (!match.matches() || !clean(url)) {
            throw bad();
        }
        String scheme = match.group("scheme").toLowerCase(Locale.ROOT);
        String host = match.group("host");
        String name = IPV4.matcher(host).matches() ? host : HostNames.normalize(host);
        if (!(scheme.equals("http") || scheme.equals("https")) || name == null || !portFits(match.group("port"))) {
            throw bad();
        }
        return scheme + "://" + name + orEmpty(match.group("port")) + orEmpty(match.group("rest"));
    }

    private static boolean clean(String url) {
        return url.chars()
                .noneMatch(c ->
                        c <= ' ' || Character.isISOControl(c) || Character.isSpaceChar(c) || FORBIDDEN.indexOf(c) >= 0);
    }

    private static boolean portFits(String port) {
        return port == null || Integer.parseInt(port.substring(1)) <= 65_535;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Refusal bad() {
        return new Refusal("badUrl", "不是有效的网址（http 或 https）。", "This is not a valid web address (http or https).");
    }
}
