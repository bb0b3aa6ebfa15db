package org.penglai.crm.exchange.internal.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.api.records.VCardProperty;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Two small types: firms, which may have a parent firm, and persons, who belong to a firm. */
final class SampleTypes implements Types {

    static final StoredType FIRMS = type(
            "firms",
            "firm",
            "firmNo",
            List.of(List.of("firmNo")),
            field("firmNo", FieldKind.TEXT, "编号", "No.", false, null, "代码"),
            field("name", FieldKind.TEXT, "名称", "Name", true, null, "公司"),
            field("level", FieldKind.ENUMERATION, "级别", "Level", false, null),
            field("parent", FieldKind.REFERENCE, "上级", "Parent", false, "firms"),
            field("status", FieldKind.TEXT, "状态", "Status", false, null));

    static final StoredType PERSONS = type(
            "persons",
            "person",
            null,
            List.of(List.of("firm", "email"), List.of("firm", "name")),
            field("firm", FieldKind.REFERENCE, "公司", "Firm", true, "firms", "公司编号"),
            field("name", FieldKind.TEXT, "姓名", "Name", true, null),
            field("email", FieldKind.EMAIL, "邮箱", "Email", false, null),
            field("partners", FieldKind.LINKS, "合作公司", "Partners", false, "firms"));

    private static StoredField field(
            String name, FieldKind kind, String zh, String en, boolean required, String target, String... aliases) {
        boolean links = kind == FieldKind.LINKS;
        String column =
                links ? null : kind == FieldKind.REFERENCE ? name + "_id" : name.equals("firmNo") ? "firm_no" : name;
        List<Option> options = kind == FieldKind.ENUMERATION
                ? List.of(new Option("A", Localized.same("A")), new Option("B", Localized.same("B")))
                : List.of();
        return new StoredField(
                name,
                kind,
                column,
                null,
                name,
                Localized.of(zh, en),
                null,
                100,
                0,
                0,
                required,
                name.equals("status"),
                false,
                false,
                options,
                links ? null : target,
                links ? List.of(target) : List.of(),
                null,
                null,
                List.of(aliases));
    }

    private static StoredType type(
            String name, String table, String number, List<List<String>> keys, StoredField... fields) {
        Map<String, StoredField> byName = new LinkedHashMap<>();
        for (StoredField field : fields) {
            byName.put(field.name(), field);
        }
        Localized label = Localized.same(name);
        return new StoredType(
                name,
                "crm-sample",
                "1.0.0",
                "sample",
                table,
                label,
                label,
                "name",
                null,
                number,
                null,
                byName,
                keys,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                name.equals("persons")
                        ? Map.of(
                                VCardProperty.FULL_NAME,
                                "name",
                                VCardProperty.EMAIL,
                                "email",
                                VCardProperty.ORGANIZATION,
                                "firm")
                        : Map.of(),
                List.of());
    }

    @Override
    public List<StoredType> list() {
        return List.of(FIRMS, PERSONS);
    }

    @Override
    public Optional<StoredType> find(String name) {
        return list().stream().filter(type -> type.name().equals(name)).findFirst();
    }

    @Override
    public StoredType get(String name) {
        return find(name).orElseThrow();
    }

    @Override
    public boolean isWritable(String name) {
        return true;
    }

    @Override
    public Set<String> units(String name) {
        return Set.of("sample");
    }

    @Override
    public void forget(String module) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> problems(String module) {
        return List.of();
    }
}
