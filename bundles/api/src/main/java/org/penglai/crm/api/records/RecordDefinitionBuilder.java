package org.penglai.crm.api.records;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.penglai.crm.api.Localized;

/** Builds a {@link RecordDefinition}; mistakes are found in {@link #build()}, where the module starts. */
public final class RecordDefinitionBuilder {
    private final String module;
    private final String type;
    private final Class<? extends RecordEntity> entity;
    private final List<FieldDefinition> fields = new ArrayList<>();
    private final List<List<String>> keys = new ArrayList<>();
    private final List<ViewDefinition> views = new ArrayList<>();
    private final List<SectionDefinition> sections = new ArrayList<>();
    private final List<RecordHook> hooks = new ArrayList<>();
    private final List<ActionDefinition> actions = new ArrayList<>();
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private final List<TimelineDefinition> timelines = new ArrayList<>();
    private final Map<VCardProperty, String> vCard = new EnumMap<>(VCardProperty.class);
    private final List<String> touches = new ArrayList<>();
    private String unit;
    private Localized label;
    private Localized plural;
    private String titleField;
    private String englishTitleField;
    private String numberField;
    private String numberPattern;

    RecordDefinitionBuilder(String module, String type, Class<? extends RecordEntity> entity) {
        this.module = module;
        this.type = type;
        this.entity = entity;
    }

    /** Persistence unit that the entity belongs to. */
    public RecordDefinitionBuilder unit(String name) {
        unit = name;
        return this;
    }

    /** Names of one record and of many; Chinese has one word for both. */
    public RecordDefinitionBuilder label(String zh, String en, String enPlural) {
        label = Localized.of(zh, en);
        plural = Localized.of(zh, enPlural);
        return this;
    }

    /** The field that names a record in lists, references and search. */
    public RecordDefinitionBuilder title(String field) {
        titleField = field;
        return this;
    }

    /**
     * As {@link #title(String)}, for records that have two names: what is seen in every language, as the name of a role or
     * a stage.
     *
     * @param english text field that names a record for readers of English; where it is empty, the first one does
     */
    public RecordDefinitionBuilder title(String field, String english) {
        titleField = field;
        englishTitleField = english;
        return this;
    }

    /** A text field that the platform fills at create, e.g. {@code C{seq:6}}; may be brought along if still free. */
    public RecordDefinitionBuilder number(String field, String pattern) {
        numberField = field;
        numberPattern = pattern;
        return this;
    }

    /** A field of any kind but reference and links. */
    public RecordDefinitionBuilder field(String name, FieldKind kind, Consumer<FieldBuilder> more) {
        return add(new FieldBuilder(name, kind, null, null), more);
    }

    /** A field that points to a record of another type, of this or another module. */
    public RecordDefinitionBuilder reference(
            String name, String target, OnDelete onDelete, Consumer<FieldBuilder> more) {
        return add(new FieldBuilder(name, FieldKind.REFERENCE, target, onDelete), more);
    }

    /**
     * A field that leads to several records, of any type or of those that {@link FieldBuilder#targets} names. Needs no
     * attribute. Deleting a target leaves the link as it is; while the target is deleted, readers do not see it.
     */
    public RecordDefinitionBuilder links(String name, Consumer<FieldBuilder> more) {
        return add(new FieldBuilder(name, FieldKind.LINKS, null, null), more);
    }

    /** Fields that together identify a record in an upsert; the first key declared is unique. */
    public RecordDefinitionBuilder key(String... names) {
        keys.add(List.of(names));
        return this;
    }

    /** A shipped list. */
    public RecordDefinitionBuilder view(
            String id, String zh, String en, String sort, String filter, String... columns) {
        views.add(new ViewDefinition(id, Localized.of(zh, en), List.of(columns), sort, filter));
        return this;
    }

    /** A titled group of fields on form and page. */
    public RecordDefinitionBuilder section(String id, String zh, String en, String... names) {
        sections.add(new SectionDefinition(id, Localized.of(zh, en), List.of(names)));
        return this;
    }

    /** Runs at each write of a record of this type. */
    public RecordDefinitionBuilder hook(RecordHook hook) {
        hooks.add(hook);
        return this;
    }

    /** Something that can be done to a record of this type. */
    public RecordDefinitionBuilder action(ActionDefinition action) {
        actions.add(action);
        return this;
    }

    /** Lets the type take part in something that the platform offers. */
    public RecordDefinitionBuilder with(Trait... more) {
        traits.addAll(List.of(more));
        return this;
    }

    /**
     * Shows the type's records in the timelines of those they point to.
     *
     * @param kind what such an entry is called, e.g. {@code activity}
     * @param field reference or links field that leads to them
     * @param atField when it happened; {@link SystemFields#CREATED_AT} if nothing else says it
     * @param textField shown below the title, null for none
     */
    public RecordDefinitionBuilder onTimeline(String kind, String field, String atField, String textField) {
        timelines.add(new TimelineDefinition(kind, field, atField, textField));
        return this;
    }

    /** Lets records be exchanged as vCards; call it once for each thing that a card says and the type has a field for. */
    public RecordDefinitionBuilder vCard(VCardProperty property, String field) {
        vCard.put(property, field);
        traits.add(Trait.V_CARD);
        return this;
    }

    /** Names further types that hooks or actions write, so that the write waits while their module is swapped. */
    public RecordDefinitionBuilder touches(String... types) {
        touches.addAll(List.of(types));
        return this;
    }

    /** Checks that every name used is declared. */
    public RecordDefinition build() {
        if (traits.contains(Trait.POOL)
                && fields.stream().noneMatch(f -> f.name().equals(PoolFields.POOL))) {
            PoolFields.declare(this);
        }
        if (traits.contains(Trait.POOL)
                && !sections.isEmpty()
                && sections.stream().noneMatch(section -> section.id().equals(PoolFields.POOL))) {
            PoolFields.arrange(this);
        }
        if (traits.contains(Trait.APPROVABLE)
                && fields.stream().noneMatch(f -> f.name().equals(ApprovalFields.STATUS))) {
            ApprovalFields.declare(this);
        }
        if (traits.contains(Trait.APPROVABLE)
                && !sections.isEmpty()
                && sections.stream().noneMatch(section -> section.fields().contains(ApprovalFields.STATUS))) {
            ApprovalFields.arrange(this);
        }
        RecordDefinition definition = new RecordDefinition(
                type,
                module,
                unit,
                entity,
                label,
                plural,
                titleField,
                englishTitleField,
                numberField,
                numberPattern,
                fields,
                keys,
                views,
                sections,
                hooks,
                actions,
                List.copyOf(traits),
                timelines,
                vCard,
                touches);
        known(definition, titleField);
        if (englishTitleField != null) {
            known(definition, englishTitleField);
        }
        if (numberField != null) {
            known(definition, numberField);
        }
        keys.forEach(key -> key.forEach(name -> known(definition, name)));
        sections.forEach(section -> section.fields().stream()
                .filter(name -> !SystemFields.isSystem(name))
                .forEach(name -> known(definition, name)));
        vCard.values().forEach(name -> known(definition, name));
        actions.stream()
                .flatMap(action -> action.conditions().stream())
                .map(ActionCondition::field)
                .filter(name -> !SystemFields.isSystem(name))
                .forEach(name -> known(definition, name));
        timelines.forEach(timeline -> {
            known(definition, timeline.field());
            FieldKind kind = definition.field(timeline.field()).orElseThrow().kind();
            if (kind != FieldKind.REFERENCE && kind != FieldKind.LINKS) {
                throw new IllegalArgumentException(type + "." + timeline.field() + " leads to no record");
            }
            Stream.of(timeline.atField(), timeline.textField())
                    .filter(name -> name != null && !SystemFields.isSystem(name))
                    .forEach(name -> known(definition, name));
        });
        return definition;
    }

    private RecordDefinitionBuilder add(FieldBuilder field, Consumer<FieldBuilder> more) {
        more.accept(field);
        FieldDefinition built = field.build();
        if (SystemFields.isSystem(built.name())
                || fields.stream().anyMatch(f -> f.name().equals(built.name()))) {
            throw new IllegalArgumentException(type + " declares the field " + built.name() + " twice");
        }
        fields.add(built);
        return this;
    }

    private static void known(RecordDefinition definition, String name) {
        if (definition.field(name).isEmpty()) {
            throw new IllegalArgumentException(definition.type() + " has no field " + name);
        }
    }
}
