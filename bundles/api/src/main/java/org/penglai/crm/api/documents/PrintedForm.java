package org.penglai.crm.api.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.Localized;

/**
 * How the records of a type look on paper as long as no administrator says otherwise. Registered as a service; records of
 * the type can then be had as PDF, and administrators begin their own templates with this one.
 *
 * <p>A template is lines of text. {@code # } begins a title and {@code ## } a heading, {@code > } puts a line to the right,
 * {@code ---} draws a rule, {@code | one | two |} sets texts beside each other, {@code footer: } is the foot of every page,
 * with {@code {page}} and {@code {pages}}. {@code {field}} stands for a value of the record, {@code {customer.phone}} for
 * one of a record that it refers to, {@code {today}} for the day and {@code {user}} for the reader's name.
 * {@code [lines position 5, product 30, gross 12]} is the table of the record's lines: fields and their share of the
 * width. All values are shown as the reader may see them, in the language of the template.
 */
@ConsumerType
public interface PrintedForm {
    /** Plural REST name of the type. */
    String type();

    /** The template in both languages. Asked once, when the service appears. */
    Localized template();

    /**
     * A template that lies beside the code: {@code /forms/<name>.zh.txt} and {@code /forms/<name>.en.txt} of the bundle.
     *
     * @param owner class of the bundle
     */
    static Localized shipped(Class<?> owner, String name) {
        return Localized.of(read(owner, name + ".zh.txt"), read(owner, name + ".en.txt"));
    }

    private static String read(Class<?> owner, String name) {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream("/forms/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
