package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.internal.types.RegisteredType;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Which types are parts of which documents. For one thread, and for one list of changes. */
final class Wholes {
    private final TypeRegistry types;
    private final Map<String, List<StoredField>> known = new HashMap<>();

    Wholes(TypeRegistry types) {
        this.types = types;
    }

    /** The rules of a document; none for most types. */
    static List<DocumentRule> rules(RegisteredType document) {
        return document.definition().hooks().stream()
                .filter(DocumentRule.class::isInstance)
                .map(DocumentRule.class::cast)
                .toList();
    }

    /** References of the type that lead from a part to its document; none for most types. */
    List<StoredField> of(StoredType part) {
        return known.computeIfAbsent(part.name(), name -> {
            List<StoredField> leading = new ArrayList<>();
            part.fields().values().stream()
                    .filter(field -> field.kind() == FieldKind.REFERENCE && !field.system())
                    .filter(field -> rules(field.target())
                            .anyMatch(rule ->
                                    rule.parts().equals(name) && rule.field().equals(field.name())))
                    .forEach(leading::add);
            return leading;
        });
    }

    private Stream<DocumentRule> rules(String type) {
        return types.registered(type).stream().flatMap(document -> rules(document).stream());
    }
}
