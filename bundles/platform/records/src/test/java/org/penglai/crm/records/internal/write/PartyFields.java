package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.records.spi.CustomFields;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.TypeOverlay;

/** What an administrator adds to parties in these specifications. */
final class PartyFields implements TypeOverlay {
    final List<StoredField> fields = new CopyOnWriteArrayList<>();

    @Override
    public String revision() {
        return Integer.toString(fields.hashCode());
    }

    @Override
    public StoredType over(StoredType declared) {
        if (!declared.name().equals(Party.TYPE) || fields.isEmpty()) {
            return declared;
        }
        Map<String, StoredField> all = new LinkedHashMap<>(declared.fields());
        fields.forEach(field -> all.put(field.name(), field));
        return declared.with(all, new ArrayList<>(declared.sections()));
    }

    /** One of each kind. */
    static List<StoredField> samples() {
        return List.of(
                field("region", FieldKind.PICKLIST, List.of(option("north", "北方"), option("south", "南方"))),
                field("note", FieldKind.TEXT, List.of()),
                field("seats", FieldKind.INTEGER, List.of()),
                field("ratio", FieldKind.DECIMAL, List.of()),
                field("budget", FieldKind.MONEY, List.of()),
                field("vip", FieldKind.BOOLEAN, List.of()),
                field("since", FieldKind.DATE, List.of()),
                field("seenAt", FieldKind.INSTANT, List.of()),
                field("partner", FieldKind.REFERENCE, List.of()),
                field("hotline", FieldKind.PHONE, List.of()),
                field("interests", FieldKind.CHOICES, List.of(option("golf", "高尔夫"), option("tea", "茶"))));
    }

    static StoredField field(String member, FieldKind kind, List<Option> options) {
        boolean amount = kind == FieldKind.DECIMAL || kind == FieldKind.MONEY;
        boolean text = kind == FieldKind.TEXT || kind == FieldKind.PHONE;
        boolean reference = kind == FieldKind.REFERENCE;
        return new StoredField(
                CustomFields.name(member),
                kind,
                kind == FieldKind.CHOICES ? null : "c_" + member.toLowerCase(),
                kind == FieldKind.MONEY ? "c_" + member + "_currency" : null,
                null,
                Localized.of(member, member),
                null,
                text ? 100 : 0,
                amount ? 19 : 0,
                amount ? 2 : 0,
                false,
                false,
                false,
                false,
                options,
                reference ? Party.TYPE : null,
                List.of(),
                reference ? OnDelete.CLEAR : null,
                null,
                List.of());
    }

    private static Option option(String code, String zh) {
        return new Option(code, Localized.of(zh, code));
    }
}
