package org.penglai.crm.api.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/**
 * Something that can be done to a record: {@code POST /api/v1/{type}/{id}/actions/{name}}. Needs the permission
 * {@code <type>:<name>}.
 *
 * @param name lowerCamelCase
 * @param label what the button says
 * @param arguments fields of the request's body
 * @param handler decides what is to be written
 * @param conditions what holds for records that it can be done to; empty for any record. The console shows the action
 *     where all of them hold; elsewhere it is refused with 409, by the handler with its own reason or else by the platform
 */
public record ActionDefinition(
        String name,
        Localized label,
        List<FieldDefinition> arguments,
        Handler handler,
        List<ActionCondition> conditions) {
    public ActionDefinition {
        arguments = List.copyOf(arguments);
        conditions = List.copyOf(conditions);
    }

    /** An action for any record. */
    public ActionDefinition(String name, Localized label, List<FieldDefinition> arguments, Handler handler) {
        this(name, label, arguments, handler, List.of());
    }

    /** An action without arguments. */
    public static ActionDefinition of(String name, String zh, String en, Handler handler) {
        return new ActionDefinition(name, Localized.of(zh, en), List.of(), handler);
    }

    /** The same action, with one more field in the request's body; of any kind but reference. */
    public ActionDefinition asking(String argument, FieldKind kind, Consumer<FieldBuilder> more) {
        return asking(new FieldBuilder(argument, kind, null, null), more);
    }

    /** The same action, with one more field in the request's body that names a record of the type. */
    public ActionDefinition askingFor(String argument, String target, Consumer<FieldBuilder> more) {
        return asking(new FieldBuilder(argument, FieldKind.REFERENCE, target, OnDelete.RESTRICT), more);
    }

    /** The same action, for records only that meet the condition, too. */
    public ActionDefinition onlyIf(ActionCondition condition) {
        List<ActionCondition> extended = new ArrayList<>(conditions);
        extended.add(condition);
        return new ActionDefinition(name, label, arguments, handler, extended);
    }

    /** Whether it can be done to the record as it is. */
    public boolean appliesTo(RecordSnapshot record) {
        return conditions.stream().allMatch(condition -> condition.holds(record));
    }

    private ActionDefinition asking(FieldBuilder field, Consumer<FieldBuilder> more) {
        more.accept(field);
        List<FieldDefinition> extended = new ArrayList<>(arguments);
        extended.add(field.build());
        return new ActionDefinition(name, label, extended, handler, conditions);
    }

    /** Decides; the rules of {@link RecordHook} hold. */
    @ConsumerType
    @FunctionalInterface
    public interface Handler {
        Outcome run(Input input);
    }

    /**
     * @param record the record as it is
     * @param arguments checked values by name
     * @param caller who does it
     * @param records for reading only
     * @param now the time of the action
     */
    public record Input(
            RecordSnapshot record, Map<String, Object> arguments, Caller caller, RecordReader records, Instant now) {}
}
