package org.penglai.crm.records.spi;

import java.util.List;
import java.util.function.UnaryOperator;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Lists that people saved, for themselves or for all. Safe for any thread. */
@ProviderType
public interface Views {
    /** Topic of the live update that tells pages that views of a type changed; its key is the type. */
    String TOPIC = "views";
    /** The most views that a user may have. */
    int VIEWS_AT_MOST = 200;

    /**
     * The caller's own views and those that others share, of types that the caller may read; by name.
     *
     * @param type empty for all
     */
    List<View> list(Caller caller, String type);

    /**
     * One of these.
     *
     * @throws org.penglai.crm.api.error.NotFound if there is none, or it is somebody else's own
     */
    View get(Caller caller, long id);

    /**
     * Saves a list.
     *
     * @throws org.penglai.crm.api.error.Invalid naming what does not fit the type: filter, sort, columns, groupBy
     * @throws org.penglai.crm.api.error.Conflict if the caller has a view of that name, or too many
     */
    View create(Caller caller, String type, Content content);

    /**
     * Changes one of the caller's views.
     *
     * @param expectedVersion null if any will do
     * @param change applied to the content as it is; may be applied again when somebody else was faster
     * @throws org.penglai.crm.api.error.Forbidden if it is somebody else's
     * @throws org.penglai.crm.api.error.Stale if it has another version
     */
    View update(Caller caller, long id, Long expectedVersion, UnaryOperator<Content> change);

    /**
     * Takes one of the caller's views away.
     *
     * @throws org.penglai.crm.api.error.Forbidden if it is somebody else's
     */
    void delete(Caller caller, long id, Long expectedVersion);

    /** Whether lists of that type open with this view for the caller. */
    View makeDefault(Caller caller, long id, boolean isDefault);

    /** Key of the preference that holds the id of the view which a user's lists of that type open with. */
    static String defaultKey(String type) {
        return "views.default." + type;
    }

    /** With whom a view is shared. */
    enum Audience {
        /** Nobody else. */
        OWNER,
        /** The owner's department, as it is when somebody looks, and those below it. */
        DEPARTMENT,
        /** Everybody. */
        ALL
    }

    /**
     * @param name 1 to 80 characters
     * @param filter RSQL, empty for all
     * @param q text of the search box, empty for none
     * @param sort as in list requests, empty for the newest first
     * @param columns names of fields, empty for the type's own
     * @param groupBy field, null for none
     * @param density how close the rows are, null for the user's
     * @param audience who sees it beside its owner, of those who may read the type
     */
    record Content(
            String name,
            String filter,
            String q,
            String sort,
            List<String> columns,
            String groupBy,
            String density,
            Audience audience) {
        public Content {
            columns = List.copyOf(columns);
        }

        /** Seen by its owner alone, or shared with everybody. */
        public Content(
                String name,
                String filter,
                String q,
                String sort,
                List<String> columns,
                String groupBy,
                String density,
                boolean shared) {
            this(name, filter, q, sort, columns, groupBy, density, shared ? Audience.ALL : Audience.OWNER);
        }

        /** Whether anybody but the owner sees it. */
        public boolean shared() {
            return audience != Audience.OWNER;
        }
    }

    /**
     * @param mine whether the caller may change it
     * @param isDefault whether the caller's lists open with it
     * @param owner the owner's name, null if unknown
     */
    record View(
            long id,
            long version,
            String type,
            Content content,
            boolean mine,
            boolean isDefault,
            long ownerId,
            String owner) {}
}
