package org.penglai.crm.documents.internal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.documents.PrintedForm;

/** The forms that capabilities bring, while they are there. Safe for any thread. */
@Component(service = Forms.class)
public final class Forms {
    private final Map<PrintedForm, String> types = new ConcurrentHashMap<>();
    private final Map<String, Localized> templates = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "formGone")
    public void formCame(PrintedForm form) {
        String type = form.type();
        templates.put(type, form.template());
        types.put(form, type);
    }

    public void formGone(PrintedForm form) {
        String type = types.remove(form);
        if (type != null && !types.containsValue(type)) {
            templates.remove(type);
        }
    }

    /** What a type's records look like as shipped. */
    public Optional<Localized> of(String type) {
        return Optional.ofNullable(templates.get(type));
    }

    /** Types with a form, in alphabetical order. */
    Iterable<String> types() {
        return new TreeMap<>(templates).keySet();
    }
}
