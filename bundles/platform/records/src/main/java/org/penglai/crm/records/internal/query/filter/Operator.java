package org.penglai.crm.records.internal.query.filter;

import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The comparisons that a filter may make. */
enum Operator {
    EQUAL(false, "=="),
    NOT_EQUAL(false, "!="),
    GREATER(false, "=gt=", ">"),
    GREATER_OR_EQUAL(false, "=ge=", ">="),
    LESS(false, "=lt=", "<"),
    LESS_OR_EQUAL(false, "=le=", "<="),
    IN(true, "=in="),
    OUT(true, "=out="),
    LIKE(false, "=like="),
    NULL(false, "=null=");

    private final ComparisonOperator syntax;

    Operator(boolean several, String... symbols) {
        this.syntax = new ComparisonOperator(symbols, several);
    }

    static Set<ComparisonOperator> syntax() {
        return Arrays.stream(values()).map(operator -> operator.syntax).collect(Collectors.toSet());
    }

    static Operator of(ComparisonOperator syntax) {
        return Arrays.stream(values())
                .filter(operator -> operator.syntax.equals(syntax))
                .findFirst()
                .orElseThrow();
    }

    String symbol() {
        return syntax.getSymbol();
    }

    /** Whether it holds exactly where its counterpart does not, rows without a value included. */
    boolean isNegative() {
        return this == NOT_EQUAL || this == OUT;
    }

    boolean isRange() {
        return this == GREATER || this == GREATER_OR_EQUAL || this == LESS || this == LESS_OR_EQUAL;
    }
}
