package org.penglai.crm.mail.internal.html;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.owasp.html.CssSchema;
import org.owasp.html.Encoding;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * HTML of anybody made fit to be shown: what runs, asks for input, covers the page or loads something from elsewhere is
 * taken out. Addresses of pictures stay where nothing loads them.
 */
public final class CleanHtml {
    /** Longer ones are cut: nobody reads them, and they are a burden for browsers. */
    private static final int MOST = 2_000_000;

    private static final Pattern PICTURE_DATA =
            Pattern.compile("data:image/(png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/=\\s]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE = Pattern.compile("data-file=\"([^\"]*)\"");
    private static final Pattern SIZE = Pattern.compile("\\d{1,4}(px|%)?");
    /** Nothing that moves text over or out of the page. */
    private static final CssSchema STYLES = CssSchema.withProperties(List.of(
            "background-color",
            "border",
            "border-bottom",
            "border-collapse",
            "border-color",
            "border-left",
            "border-right",
            "border-spacing",
            "border-style",
            "border-top",
            "border-width",
            "color",
            "font",
            "font-family",
            "font-size",
            "font-style",
            "font-weight",
            "height",
            "line-height",
            "list-style-type",
            "max-width",
            "padding",
            "padding-bottom",
            "padding-left",
            "padding-right",
            "padding-top",
            "text-align",
            "text-decoration",
            "text-indent",
            "vertical-align",
            "white-space",
            "width"));

    private CleanHtml() {}

    /** The HTML, with what of the files it shows. */
    public record Result(String html, Set<String> shown) {}

    /** @param files names of files that pictures may be, by Content-ID or name */
    public static Result clean(String html, Map<String, String> files) {
        Set<String> shown = new TreeSet<>();
        String cut = html.length() > MOST ? html.substring(0, MOST) : html;
        String clean = policy(files, shown).sanitize(cut);
        return new Result(clean, shown);
    }

    /** Cleaned HTML with other attributes in place of those that name files. */
    public static String namingFiles(String clean, UnaryOperator<String> attribute) {
        return FILE.matcher(clean)
                .replaceAll(
                        match -> Matcher.quoteReplacement(attribute.apply(Encoding.decodeHtml(match.group(1), true))));
    }

    private static PolicyFactory policy(Map<String, String> files, Set<String> shown) {
        return new HtmlPolicyBuilder()
                .allowElements(
                        "a",
                        "abbr",
                        "b",
                        "big",
                        "blockquote",
                        "br",
                        "caption",
                        "center",
                        "cite",
                        "code",
                        "col",
                        "colgroup",
                        "dd",
                        "del",
                        "div",
                        "dl",
                        "dt",
                        "em",
                        "font",
                        "h1",
                        "h2",
                        "h3",
                        "h4",
                        "h5",
                        "h6",
                        "hr",
                        "i",
                        "img",
                        "ins",
                        "kbd",
                        "li",
                        "ol",
                        "p",
                        "pre",
                        "q",
                        "s",
                        "samp",
                        "small",
                        "span",
                        "strike",
                        "strong",
                        "sub",
                        "sup",
                        "table",
                        "tbody",
                        "td",
                        "tfoot",
                        "th",
                        "thead",
                        "tr",
                        "tt",
                        "u",
                        "ul")
                .allowWithoutAttributes("a", "span", "font", "div", "img")
                .allowStyling(STYLES)
                .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
                .allowAttributes("href")
                .onElements("a")
                .allowAttributes("src", "alt", "title")
                .onElements("img")
                .allowAttributes("width", "height")
                .matching(SIZE)
                .onElements("img", "table", "td", "th", "col")
                .allowAttributes("colspan", "rowspan", "cellpadding", "cellspacing", "border", "start")
                .matching(Pattern.compile("\\d{1,4}"))
                .onElements("td", "th", "table", "ol")
                .allowAttributes("align", "valign", "bgcolor", "color", "face", "size", "dir", "lang")
                .matching(Pattern.compile("[\\w\\-#, ']{1,60}"))
                .globally()
                .allowElements((name, attributes) -> link(attributes), "a")
                .allowElements((name, attributes) -> picture(attributes, files, shown), "img")
                .toFactory();
    }

    private static String link(List<String> attributes) {
        int at = indexOf(attributes, "href");
        if (at >= 0) {
            String address = attributes.get(at + 1).strip().toLowerCase(Locale.ROOT);
            if (address.startsWith("cid:") || address.startsWith("data:") || !address.contains(":")) {
                attributes.subList(at, at + 2).clear();
            } else {
                attributes.addAll(List.of("target", "_blank", "rel", "noopener noreferrer nofollow"));
            }
        }
        return "a";
    }

    private static String picture(List<String> attributes, Map<String, String> files, Set<String> shown) {
        int at = indexOf(attributes, "src");
        if (at < 0) {
            return "img";
        }
        String address = attributes.get(at + 1).strip();
        String lower = address.toLowerCase(Locale.ROOT);
        if (lower.startsWith("cid:")) {
            String file = files.get(plain(address.substring("cid:".length())));
            attributes.subList(at, at + 2).clear();
            if (file != null) {
                attributes.addAll(List.of("data-file", file));
                shown.add(file);
            }
        } else if (lower.startsWith("http:") || lower.startsWith("https:")) {
            attributes.set(at, "data-remote");
        } else if (!PICTURE_DATA.matcher(address).matches()) {
            attributes.subList(at, at + 2).clear();
        }
        return "img";
    }

    /** In addresses, what is no letter or digit is written in hex (RFC 2392). */
    private static String plain(String id) {
        try {
            return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noCode) {
            return id;
        }
    }

    private static int indexOf(List<String> attributes, String name) {
        for (int i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
