package org.penglai.crm.numbering.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;

/** Takes ranges out of the sequences in the database; several nodes never get the same. */
final class NumberTable {
    private static final Table<Record> NUMBERS = table(unquotedName("crm_number"));
    private static final Field<String> TYPE = field(unquotedName("type"), SQLDataType.VARCHAR);
    private static final Field<String> PERIOD = field(unquotedName("period"), SQLDataType.VARCHAR);
    private static final Field<Long> NEXT = field(unquotedName("next_value"), SQLDataType.BIGINT);

    private final Transactions transactions;

    NumberTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The first of so many places that from now on belong to the caller. */
    long reserve(String type, String period, int places) {
        try {
            return transactions.run(transaction -> take(transaction, type, period, places));
        } catch (IntegrityConstraintViolationException anotherNodeBeganTheSequence) {
            return transactions.run(transaction -> take(transaction, type, period, places));
        }
    }

    private static long take(Transaction transaction, String type, String period, int places) {
        int moved = transaction
                .sql()
                .update(NUMBERS)
                .set(NEXT, NEXT.plus(places))
                .where(TYPE.eq(type))
                .and(PERIOD.eq(period))
                .execute();
        if (moved == 0) {
            transaction
                    .sql()
                    .insertInto(NUMBERS, TYPE, PERIOD, NEXT)
                    .values(type, period, 1L + places)
                    .execute();
            return 1;
        }
        return transaction
                        .sql()
                        .select(NEXT)
                        .from(NUMBERS)
                        .where(TYPE.eq(type))
                        .and(PERIOD.eq(period))
                        .fetchSingle(NEXT)
                - places;
    }
}
