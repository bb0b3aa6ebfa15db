package org.penglai.crm.records.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/** Finds records that may be the same as one that is being written. Safe for any thread. */
@ProviderType
public interface Duplicates {
    /**
     * The records that look most alike, best first, at most ten. Values that cannot be read are left out: somebody is
     * still typing. Records out of the caller's sight are among them, with a masked name, their owner's or that of their
     * pool, and when they were last followed up: nobody is to make a record that a colleague has. That is the one answer
     * that looks past the rights to records; it is audited, and who asks too often has to wait. By fields that are hidden
     * from the caller or masked nothing is found, so that nobody tries out what they hold.
     *
     * @param values by field name, in JSON form
     * @param except id of the record itself; null for one that does not exist yet
     * @throws org.penglai.crm.api.error.NotFound if the type is unknown or has no such trait
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not read the type
     * @throws org.penglai.crm.api.error.TooMany if the caller has asked too often
     */
    List<Match> find(Caller caller, String type, Map<String, Object> values, Long except);

    /**
     * The record that has what nobody else may have, told in the same way: masked where it is out of the caller's sight,
     * and then audited.
     *
     * @return empty if it has gone, or if the caller has asked too often
     */
    Optional<Match> holder(Caller caller, String type, long id);

    /**
     * @param id the record that looks alike
     * @param title its title
     * @param owner name of its owner; null if it has none
     * @param pool name of the public pool it lies in; null if it lies in none
     * @param lastFollowUpAt when it was last followed up; null if never
     * @param score 1 to 100; 100 for the same legal entity
     * @param reasons what is alike, best first
     * @param withheld whether the record is out of the caller's sight: then the title is masked and the id is of no use
     */
    record Match(
            long id,
            String title,
            String owner,
            String pool,
            Instant lastFollowUpAt,
            int score,
            List<Reason> reasons,
            boolean withheld) {}

    /**
     * @param field the field that is alike
     * @param code sameName, samePinyin, similarName, samePhone, sameEmail, sameCreditCode
     * @param label the same for people
     */
    record Reason(String field, String code, Localized label) {}
}
