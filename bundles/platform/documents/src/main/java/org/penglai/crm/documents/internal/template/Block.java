package org.penglai.crm.documents.internal.template;

import java.util.List;

/** One line of a template. Texts still hold their placeholders. */
public sealed interface Block {
    /** In the middle, large. */
    record Title(String text) implements Block {}

    record Heading(String text) implements Block {}

    /** @param right whether it ends at the right margin */
    record Text(String text, boolean right) implements Block {}

    /** Texts beside each other, each with the same share of the width. */
    record Row(List<String> cells) implements Block {}

    record Rule() implements Block {}

    record Space() implements Block {}

    /** The record's lines as a table. */
    record Lines(List<Column> columns) implements Block {}

    /**
     * @param field of a line
     * @param weight its share of the width, beside those of the others
     */
    record Column(String field, int weight) {}
}
