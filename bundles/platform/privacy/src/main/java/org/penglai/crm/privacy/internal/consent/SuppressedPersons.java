package org.penglai.crm.privacy.internal.consent;

import static org.jooq.impl.DSL.unquotedName;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.privacy.Channel;

/** Whoever asked not to be written to is not written to after an erasure either; the address itself goes. */
public final class SuppressedPersons {
    private SuppressedPersons() {}

    /**
     * @param words addresses among other texts of a person
     * @return ids of what was changed
     */
    public static Set<Long> hash(DSLContext sql, Collection<String> words) {
        Set<String> addresses = new LinkedHashSet<>();
        for (String word : words) {
            for (Channel channel : Channel.values()) {
                addresses.add(Addresses.tidy(channel, word));
            }
        }
        Field<Long> id = DSL.field(unquotedName("id"), SQLDataType.BIGINT);
        Set<Long> changed = new LinkedHashSet<>(sql.select(id)
                .from(DSL.table(unquotedName("crm_suppression")))
                .where(text("address").in(addresses))
                .fetch(id));
        for (String address : addresses) {
            sql.update(DSL.table(unquotedName("crm_suppression")))
                    .set(text("address"), Addresses.hashed(address))
                    .set(text("sort_key"), "")
                    .set(text("initials"), "")
                    .setNull(text("remark"))
                    .where(text("address").eq(address))
                    .execute();
        }
        return changed;
    }

    private static Field<String> text(String name) {
        return DSL.field(unquotedName(name), SQLDataType.VARCHAR);
    }
}
