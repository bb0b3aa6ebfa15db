package org.penglai.crm.exchange.internal.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One property of a vCard.
 *
 * @param name in capitals, without its group
 * @param types in small letters: {@code cell}, {@code work}, {@code pref}
 * @param value decoded, its escapes still in it
 */
public record VCardLine(String name, Set<String> types, String value) {

    /** Empty for what is no property. */
    static Optional<VCardLine> parse(String line) {
        int colon = colon(line);
        if (colon <= 0) {
            return Optional.empty();
        }
        List<String> head = parameters(line.substring(0, colon));
        String name = head.get(0).strip().toUpperCase(Locale.ROOT);
        Set<String> types = new HashSet<>();
        String charset = "UTF-8";
        boolean quotedPrintable = false;
        for (String parameter : head.subList(1, head.size())) {
            String[] pair = parameter.split("=", 2);
            String key = pair[0].strip().toUpperCase(Locale.ROOT);
            String value = pair.length == 1 ? key : pair[1].replace("\"", "").strip();
            if (key.equals("CHARSET")) {
                charset = value;
            }
            quotedPrintable |= value.equalsIgnoreCase("QUOTED-PRINTABLE");
            // Version 2.1 leaves the word TYPE out.
            if (pair.length == 1 || key.equals("TYPE") || key.equals("PREF") || key.equals("X-SERVICE-TYPE")) {
                types.addAll(List.of(value.toLowerCase(Locale.ROOT).split(",")));
            }
            if (key.equals("PREF")) {
                types.add("pref");
            }
        }
        String value = line.substring(colon + 1);
        return Optional.of(new VCardLine(
                name.substring(name.indexOf('.') + 1), types, quotedPrintable ? decoded(value, charset) : value));
    }

    /** The value as one text. */
    public String text() {
        return unescaped(value).strip();
    }

    /** The value's parts between semicolons, none of them null. */
    public List<String> parts() {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || value.charAt(i) == ';' && !isEscaped(i)) {
                parts.add(unescaped(value.substring(from, i)).strip());
                from = i + 1;
            }
        }
        return parts;
    }

    private boolean isEscaped(int at) {
        int slashes = 0;
        while (at - slashes > 0 && value.charAt(at - slashes - 1) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                out.append(next == 'n' || next == 'N' ? '\n' : next);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static int colon(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            if (line.charAt(i) == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> parameters(String head) {
        List<String> parameters = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= head.length(); i++) {
            if (i == head.length() || head.charAt(i) == ';' && !quoted) {
                parameters.add(head.substring(from, i));
                from = i + 1;
            } else {
                quoted ^= head.charAt(i) == '"';
            }
        }
        return parameters;
    }

    /** Bytes written as {@code =E5}. */
    private static String decoded(String text, String charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean coded = c == '='
                    && i + 2 < text.length()
                    && Character.digit(text.charAt(i + 1), 16) >= 0
                    && Character.digit(text.charAt(i + 2), 16) >= 0;
            if (coded) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return new String(bytes.toByteArray(), charset(charset));
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
