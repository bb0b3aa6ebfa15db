package org.penglai.crm.sales.internal.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * Finds what a product costs. The declared order: a list of the customer before one of his level before one for all; among
 * these the higher priority; in that list the highest quantity reached; of equal lists the newer one. Without any of them
 * the product's own list price, if it is in the currency asked for.
 */
public final class Prices {
    /** Of one product; far more than anybody keeps. */
    private static final int MOST = 1_000;

    private final RecordReader records;

    public Prices(RecordReader records) {
        this.records = records;
    }

    /**
     * @param customer null for nobody in particular
     * @param day the document's
     */
    public Optional<Price> of(
            RecordSnapshot product, RecordSnapshot customer, String currency, LocalDate day, BigDecimal quantity) {
        Map<Long, Optional<RecordSnapshot>> lists = new HashMap<>();
        List<RecordSnapshot> items = records.list(
                Caller.system(),
                PriceListItemType.TYPE,
                new RecordQuery(
                        PriceListItemType.PRODUCT + "==" + RecordId.format(product.id()) + ";"
                                + PriceListItemType.MIN_QUANTITY + "=le=" + quantity.toPlainString(),
                        "",
                        MOST));
        return items.stream()
                .flatMap(item -> lists
                        .computeIfAbsent(
                                item.reference(PriceListItemType.LIST),
                                id -> records.find(Caller.system(), PriceListType.TYPE, id))
                        .filter(list -> rank(list, customer) > 0 && isValid(list, currency, day))
                        .map(list -> new Candidate(list, item, rank(list, customer)))
                        .stream())
                .max(Candidate.ORDER)
                .map(Candidate::price)
                .or(() -> own(product, currency));
    }

    private static Optional<Price> own(RecordSnapshot product, String currency) {
        return Optional.ofNullable(product.get(ProductType.LIST_PRICE, Money.class))
                .filter(price -> price.currency().equals(currency))
                .map(price -> new Price(price.amount(), Price.CATALOGUE, null, null));
    }

    private static boolean isValid(RecordSnapshot list, String currency, LocalDate day) {
        LocalDate from = list.get(PriceListType.FROM, LocalDate.class);
        LocalDate to = list.get(PriceListType.TO, LocalDate.class);
        return list.text(PriceListType.CURRENCY).equals(currency)
                && (from == null || !from.isAfter(day))
                && (to == null || !to.isBefore(day));
    }

    /** 3 for the customer's own, 2 for his level's, 1 for everybody's, 0 for none of his. */
    private static int rank(RecordSnapshot list, RecordSnapshot customer) {
        Long only = list.reference(PriceListType.CUSTOMER);
        String level = list.text(PriceListType.LEVEL);
        if (only != null) {
            return customer != null && customer.id() == only ? 3 : 0;
        }
        if (level != null) {
            return customer != null && level.equals(customer.text(PriceListType.LEVEL)) ? 2 : 0;
        }
        return 1;
    }

    private record Candidate(RecordSnapshot list, RecordSnapshot item, int rank) {
        static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::rank)
                .thenComparing(candidate -> candidate.list.integer(PriceListType.PRIORITY, 0))
                .thenComparing(Candidate::from)
                .thenComparing(candidate -> candidate.list.id());

        BigDecimal from() {
            return item.get(PriceListItemType.MIN_QUANTITY, BigDecimal.class);
        }

        Price price() {
            String source =
                    switch (rank) {
                        case 3 -> Price.CUSTOMER;
                        case 2 -> Price.LEVEL;
                        default -> Price.GENERAL;
                    };
            return new Price(
                    item.get(PriceListItemType.UNIT_PRICE, BigDecimal.class),
                    source,
                    list.text(PriceListType.NAME),
                    from());
        }
    }
}
