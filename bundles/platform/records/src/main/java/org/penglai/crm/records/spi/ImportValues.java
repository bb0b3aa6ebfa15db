package org.penglai.crm.records.spi;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.error.Violation;

/**
 * Reads the cells of a table the way people write them: full-width digits, dates such as 2024/1/2 or 2024年1月2日,
 * options by code or by label in either language, regions by name, tags split at ; and ，, amounts with thousands
 * separators and without a currency. Safe for any thread.
 */
@ProviderType
public interface ImportValues {

    /**
     * Converts the cells of one row. Looks at each value alone: whether required fields are there, keys are free and
     * hooks agree is checked when the row is written.
     *
     * <p>References and links are not read here, because only the importer can look up many at a time: the caller leaves their
     * cells out. Blank cells give no entry in the result.
     *
     * @param type the type that the row becomes
     * @param cells text by field name, untrimmed, as it stands in the file; names that the type does not have are
     *     ignored
     * @param problems receives one violation for each cell that cannot be read, with the field's name and one of the
     *     codes {@code badEmail}, {@code badDate}, {@code badInstant}, {@code badNumber}, {@code badBoolean},
     *     {@code badPhone}, {@code badUrl}, {@code badCreditCode}, {@code badMoney}, {@code unknownOption},
     *     {@code unknownRegion}, {@code tooLong}
     * @return values in the Java form of {@link org.penglai.crm.api.records.FieldKind}, normalised as they would be
     *     stored, by field name; cells with a problem are left out
     */
    Map<String, Object> read(StoredType type, Map<String, String> cells, List<Violation> problems);
}
