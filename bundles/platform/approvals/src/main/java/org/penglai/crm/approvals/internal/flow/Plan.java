package org.penglai.crm.approvals.internal.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;

/**
 * A flow as it was when a record was submitted: what is pending goes on by it, whatever becomes of the flow.
 *
 * @param flow id of the flow
 * @param watched fields whose change voids the approval; empty for whatever people can change
 * @param amountField null for none
 * @param remindAfterHours 0 for never
 */
public record Plan(
        long flow,
        String name,
        int revision,
        long fallback,
        List<String> watched,
        String amountField,
        int remindAfterHours,
        List<Step> steps) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Plan {
        watched = List.copyOf(watched);
        steps = List.copyOf(steps);
    }

    /**
     * @param role null unless by role
     * @param level of managers
     * @param limits up to which amount each level of managers decides alone
     * @param field null unless by field
     * @param fallback null for that of the flow
     * @param condition null for every record
     */
    public record Step(
            String name,
            Who who,
            List<Long> users,
            Long role,
            int level,
            List<BigDecimal> limits,
            String field,
            Mode mode,
            Long fallback,
            String condition,
            List<Long> copies) {
        public Step {
            users = List.copyOf(users);
            limits = List.copyOf(limits);
            copies = List.copyOf(copies);
        }
    }

    /** Who decides where the step finds nobody. */
    public long fallbackOf(Step step) {
        return step.fallback() == null ? fallback : step.fallback();
    }

    /** As it is stored with an approval. */
    public String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads {@link #text}. */
    public static Plan of(String text) {
        try {
            return JSON.readValue(text, Plan.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The plan of an approval cannot be read", broken);
        }
    }
}
