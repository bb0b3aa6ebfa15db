package org.penglai.crm.mail.internal.mime;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a part has to say.
 *
 * @param text null if it says nothing as text
 * @param html null if it says nothing as HTML; not cleaned
 */
record Body(String text, String html) {
    static final Body NONE = new Body(null, null);

    /** Parts that follow each other. */
    static Body sequence(List<Body> parts) {
        List<Body> saying = parts.stream().filter(Body::says).toList();
        if (saying.size() < 2) {
            return saying.isEmpty() ? NONE : saying.get(0);
        }
        boolean html = saying.stream().anyMatch(part -> part.html != null);
        boolean text = saying.stream().anyMatch(part -> part.text != null);
        return new Body(
                text
                        ? saying.stream()
                                .map(part -> part.text == null ? PlainText.of(part.html) : part.text)
                                .collect(Collectors.joining("\n"))
                        : null,
                html ? saying.stream().map(Body::asHtml).collect(Collectors.joining("<br>\n")) : null);
    }

    /** Parts that say the same in different ways: the last of each kind is the best. */
    static Body alternatives(List<Body> parts) {
        String text = null;
        String html = null;
        for (Body part : parts) {
            text = part.text == null ? text : part.text;
            html = part.html == null ? html : part.html;
        }
        return new Body(text, html);
    }

    private boolean says() {
        return text != null || html != null;
    }

    private String asHtml() {
        return html == null ? "<pre>" + PlainText.escape(text) + "</pre>" : html;
    }
}
