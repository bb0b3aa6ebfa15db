package org.penglai.crm.privacy.internal.consent;

import static org.jooq.impl.DSL.unquotedName;

import javax.sql.DataSource;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.privacy.Channel;
import org.penglai.crm.api.privacy.Consents;
import org.penglai.crm.persistence.spi.Database;

/** Asks the tables each time: a withdrawal counts from the moment that it is saved. */
@Component
public final class StoredConsents implements Consents {
    private static final Table<Record> CONSENT =
            DSL.table(unquotedName("crm_consent")).as("c");
    private static final Table<Record> LINK =
            DSL.table(unquotedName("crm_record_link")).as("l");
    private static final Table<Record> SUPPRESSION = DSL.table(unquotedName("crm_suppression"));

    private final Database database;

    /** @param tables only there when they are */
    @Activate
    public StoredConsents(
            @Reference Database database,
            @Reference(target = "(osgi.jndi.service.name=crm-privacy)") DataSource tables) {
        this.database = database;
    }

    @Override
    public boolean mayContact(String type, long id, Channel channel, String purpose) {
        return database.read(sql -> sql.fetchExists(sql.selectOne()
                .from(LINK)
                .join(CONSENT)
                .on(number("c", "id").eq(number("l", "record_id")))
                .where(number("l", "target_id").eq(id))
                .and(text("l", "target_type").eq(type))
                .and(text("l", "type_name").eq(ConsentType.TYPE))
                .and(text("l", "field_name").eq(ConsentType.PERSON))
                .and(text("c", "channel").eq(channel.code()))
                .and(text("c", "purpose").eq(ConsentRules.purpose(purpose)))
                .and(text("c", "status").eq(ConsentType.GRANTED))
                .and(number("c", "deleted_marker").eq(0L))));
    }

    @Override
    public boolean suppressed(Channel channel, String address) {
        String tidy = Addresses.tidy(channel, address);
        return database.read(sql -> sql.fetchExists(sql.selectOne()
                .from(SUPPRESSION)
                .where(DSL.field(unquotedName("channel"), SQLDataType.VARCHAR).eq(channel.code()))
                .and(DSL.field(unquotedName("address"), SQLDataType.VARCHAR).in(tidy, Addresses.hashed(tidy)))
                .and(DSL.field(unquotedName("deleted_marker"), SQLDataType.BIGINT)
                        .eq(0L))));
    }

    private static Field<Long> number(String table, String name) {
        return DSL.field(unquotedName(table, name), SQLDataType.BIGINT);
    }

    private static Field<String> text(String table, String name) {
        return DSL.field(unquotedName(table, name), SQLDataType.VARCHAR);
    }
}
