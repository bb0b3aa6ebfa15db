package org.penglai.crm.records.internal.value;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;

/** The values of all field kinds: from what was sent to what snapshots hold. Safe for any thread. */
@Component(service = FieldValues.class)
public final class FieldValues {
    private static final String BASE_CURRENCY = "CNY";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Map<FieldKind, Codec> codecs = new EnumMap<>(FieldKind.class);

    @Activate
    public FieldValues(@Reference NationalRegions regions) {
        codecs.put(FieldKind.TEXT, new TextCodec(false));
        codecs.put(FieldKind.LONG_TEXT, new TextCodec(true));
        codecs.put(FieldKind.INTEGER, new IntegerCodec());
        codecs.put(FieldKind.DECIMAL, new DecimalCodec(false));
        codecs.put(FieldKind.PERCENT, new DecimalCodec(true));
        codecs.put(FieldKind.BOOLEAN, new BooleanCodec());
        codecs.put(FieldKind.DATE, new DateCodec());
        codecs.put(FieldKind.INSTANT, new InstantCodec(ZONE));
        codecs.put(FieldKind.ENUMERATION, new OptionCodec());
        codecs.put(FieldKind.PICKLIST, new OptionCodec());
        codecs.put(FieldKind.CHOICES, new ChoicesCodec());
        codecs.put(FieldKind.REFERENCE, new ReferenceCodec());
        codecs.put(FieldKind.ID, new ReferenceCodec());
        codecs.put(FieldKind.MONEY, new MoneyCodec(BASE_CURRENCY));
        codecs.put(FieldKind.PHONE, new PhoneCodec());
        codecs.put(FieldKind.EMAIL, new EmailCodec());
        codecs.put(FieldKind.URL, new UrlCodec());
        codecs.put(FieldKind.CREDIT_CODE, new CreditCodeCodec());
        codecs.put(FieldKind.REGION, new RegionCodec(regions));
        codecs.put(FieldKind.TAGS, new TagsCodec());
        codecs.put(FieldKind.EXTERNAL_IDS, new ExternalIdsCodec());
        codecs.put(FieldKind.LINKS, new LinksCodec());
    }

    /**
     * The value in the form that snapshots hold.
     *
     * @param raw a JSON value as Jackson reads it or a snapshot value; null and blank texts are no value
     * @return null for no value
     */
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (raw == null || raw instanceof String blank && Texts.isBlank(blank)) {
            return null;
        }
        Object value = codecs.get(field.kind()).read(field, raw, mode);
        if (value instanceof String text) {
            if (text.isEmpty()) {
                return null;
            }
            // Counted in UTF-16 units, as Derby does; PostgreSQL counts fewer.
            if (field.maxLength() > 0 && text.length() > field.maxLength()) {
                throw new Refusal(
                        "tooLong",
                        "最多 " + field.maxLength() + " 个字符。",
                        "At most " + field.maxLength() + " characters.");
            }
        }
        return value;
    }

    /** The same; a refused value adds a violation under the field's name and reads as null. */
    public Object read(StoredField field, Object raw, ReadMode mode, List<Violation> problems) {
        try {
            return read(field, raw, mode);
        } catch (Refusal refusal) {
            problems.add(refusal.of(field.name()));
            return null;
        }
    }
}
