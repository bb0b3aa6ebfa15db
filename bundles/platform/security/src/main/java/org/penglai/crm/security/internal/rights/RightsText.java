package org.penglai.crm.security.internal.rights;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.FieldRight;

/**
 * Scopes and field rights as roles store them: one a line, {@code customers:read=own} and
 * {@code customers.phone=masked}.
 */
public final class RightsText {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,;，；]+");
    private static final Pattern SCOPED = Pattern.compile("[a-z][A-Za-z0-9]*:(read|write)");
    private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]*\\.[A-Za-z][A-Za-z0-9_.]*");

    private RightsText() {}

    /** Scopes by {@code <type>:read} and {@code <type>:write}; what cannot be read is left out. */
    public static Map<String, DataScope> scopes(String text) {
        return read(text, SCOPED, DataScope::of, line -> {});
    }

    /** Rights by {@code <type>.<field>}; what cannot be read is left out. */
    public static Map<String, FieldRight> fields(String text) {
        return read(text, FIELD, FieldRight::of, line -> {});
    }

    /** The first line that is no scope. */
    public static Optional<String> badScope(String text) {
        return bad(text, SCOPED, DataScope::of);
    }

    /** The first line that is no field right. */
    public static Optional<String> badField(String text) {
        return bad(text, FIELD, FieldRight::of);
    }

    /** In order, each once, as it is stored; null for nothing. */
    public static String normal(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Map<String, String> lines = new TreeMap<>();
        SEPARATORS.splitAsStream(text.strip()).forEach(line -> lines.put(line.substring(0, line.indexOf('=')), line));
        return String.join("\n", lines.values());
    }

    private static <T> Optional<String> bad(String text, Pattern left, Function<String, Optional<T>> right) {
        StringBuilder first = new StringBuilder();
        read(text, left, right, line -> {
            if (first.isEmpty()) {
                first.append(line);
            }
        });
        return first.isEmpty() ? Optional.empty() : Optional.of(first.toString());
    }

    private static <T> Map<String, T> read(
            String text,
            Pattern left,
            Function<String, Optional<T>> right,
            java.util.function.Consumer<String> unreadable) {
        Map<String, T> found = new TreeMap<>();
        if (text == null) {
            return found;
        }
        SEPARATORS.splitAsStream(text).filter(line -> !line.isEmpty()).forEach(line -> {
            int equals = line.indexOf('=');
            Optional<T> value = equals < 0 ? Optional.empty() : right.apply(line.substring(equals + 1));
            if (value.isPresent() && left.matcher(line.substring(0, equals)).matches()) {
                found.put(line.substring(0, equals), value.get());
            } else {
                unreadable.accept(line);
            }
        });
        return found;
    }
}
