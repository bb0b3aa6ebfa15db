package org.penglai.crm.exchange.internal.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** What a cell of a table holds, in the form that an import reads back. */
public sealed interface Cell {

    /** As it stands in a file without types. */
    String text();

    /** Nothing. */
    static Cell empty() {
        return new Text("");
    }

    /** May be anything, also what looks like a formula. */
    record Text(String text) implements Cell {}

    /** @param share whether it is shown in percent */
    record Number(BigDecimal value, boolean share) implements Cell {
        @Override
        public String text() {
            return share ? value.movePointRight(2).stripTrailingZeros().toPlainString() + "%" : value.toPlainString();
        }
    }

    /** A day. */
    record Day(LocalDate date) implements Cell {
        @Override
        public String text() {
            return date.toString();
        }
    }

    /** A local time, whole seconds. */
    record Moment(LocalDateTime time) implements Cell {
        private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

        @Override
        public String text() {
            return FORMAT.format(time);
        }
    }
}
