package org.penglai.crm.documents.internal.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.penglai.crm.api.Localized;

/**
 * A template in its parts.
 *
 * @param blocks in order
 * @param footer text of the foot of every page; empty for none
 */
public record Template(List<Block> blocks, String footer) {
    private static final String FOOTER = "footer:";
    private static final Pattern LINES = Pattern.compile("\\[lines\\s+([^\\]]+)]");
    private static final Pattern COLUMN = Pattern.compile("([A-Za-z][A-Za-z0-9.]*)(?:\\s+(\\d{1,3}))?");
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9.]*)}");
    private static final int WEIGHT = 10;

    public Template {
        blocks = List.copyOf(blocks);
    }

    /** @throws Unreadable naming the first line that is none of the known ones */
    public static Template parse(String text) {
        List<Block> blocks = new ArrayList<>();
        String footer = "";
        int number = 0;
        for (String raw : text.split("\\R", -1)) {
            number++;
            String line = raw.strip();
            if (line.startsWith(FOOTER)) {
                footer = line.substring(FOOTER.length()).strip();
            } else {
                blocks.add(block(line, number));
            }
        }
        while (!blocks.isEmpty() && blocks.get(blocks.size() - 1) instanceof Block.Space) {
            blocks.remove(blocks.size() - 1);
        }
        return new Template(blocks, footer);
    }

    private static Block block(String line, int number) {
        if (line.isEmpty()) {
            return new Block.Space();
        }
        if (line.equals("---")) {
            return new Block.Rule();
        }
        if (line.startsWith("## ")) {
            return new Block.Heading(line.substring(3).strip());
        }
        if (line.startsWith("# ")) {
            return new Block.Title(line.substring(2).strip());
        }
        if (line.startsWith("> ")) {
            return new Block.Text(line.substring(2).strip(), true);
        }
        if (line.length() > 1 && line.startsWith("|") && line.endsWith("|")) {
            return new Block.Row(Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
                    .map(String::strip)
                    .toList());
        }
        return line.startsWith("[") ? lines(line, number) : new Block.Text(line, false);
    }

    private static Block lines(String line, int number) {
        Matcher table = LINES.matcher(line);
        if (!table.matches()) {
            throw new Unreadable(
                    number, Localized.of("表格应写成 [lines 字段 宽度, 字段 宽度]", "a table is [lines field width, field width]"));
        }
        List<Block.Column> columns = new ArrayList<>();
        for (String part : table.group(1).split(",")) {
            Matcher column = COLUMN.matcher(part.strip());
            if (!column.matches()) {
                throw new Unreadable(
                        number,
                        Localized.of(
                                "“" + part.strip() + "”不是字段和宽度", "\"" + part.strip() + "\" is no field and width"));
            }
            int weight = column.group(2) == null ? WEIGHT : Math.max(1, Integer.parseInt(column.group(2)));
            columns.add(new Block.Column(column.group(1), weight));
        }
        return new Block.Lines(columns);
    }

    /** Everything that stands in braces anywhere in the template. */
    public List<String> places() {
        return Stream.concat(blocks.stream().flatMap(Template::texts), Stream.of(footer))
                .flatMap(text -> PLACE.matcher(text).results().map(found -> found.group(1)))
                .distinct()
                .toList();
    }

    /** Fields of lines that its tables show. */
    public List<String> lineFields() {
        return blocks.stream()
                .filter(Block.Lines.class::isInstance)
                .flatMap(block -> ((Block.Lines) block).columns().stream())
                .map(Block.Column::field)
                .distinct()
                .toList();
    }

    /** The text with values in the places of their names. */
    public static String filled(String text, Values values) {
        return PLACE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(values.of(found.group(1))));
    }

    private static Stream<String> texts(Block block) {
        if (block instanceof Block.Title title) {
            return Stream.of(title.text());
        }
        if (block instanceof Block.Heading heading) {
            return Stream.of(heading.text());
        }
        if (block instanceof Block.Text text) {
            return Stream.of(text.text());
        }
        return block instanceof Block.Row row ? row.cells().stream() : Stream.of();
    }

    /** What stands in the places of a template. */
    @FunctionalInterface
    public interface Values {
        /** Empty where there is nothing. */
        String of(String place);
    }

    /** A line that is none of the known ones. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final transient Localized reason;

        Unreadable(int line, Localized reason) {
            super(line + ": " + reason.en());
            this.line = line;
            this.reason = reason;
        }

        /** From 1 on. */
        public int line() {
            return line;
        }

        public Localized reason() {
            return reason;
        }
    }
}
