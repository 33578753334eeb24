package com.hubify.identity.settings;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * The known properties below {@code hubify}, as a tree of names. Read from the configuration metadata on the class path
 * and from the records that the metadata names, since metadata does not list the members of maps and lists. Properties
 * of disabled features are included.
 */
public final class KnownProperties {

    /** Stands for the keys of a map and the indexes of a list. */
    static final String ANY = "*";

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private static final String ROOT = "hubify";

    private final Map<String, KnownProperties> members = new TreeMap<>();

    /** Types that the settings below this node are bound to. */
    private final Set<Class<?>> types = new LinkedHashSet<>();

    /** Whether there may be further members, because the type cannot be inspected. */
    private boolean open;

    /** Whether the property belongs to a part of a library that this program does not use. */
    private boolean ignored;

    private String value = "";

    private KnownProperties() {}

    /** The properties of this program, read once per start: the metadata on a class path can be megabytes. */
    static KnownProperties of(ConfigurableApplicationContext context) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        String name = KnownProperties.class.getName();
        if (beans.getSingleton(name) instanceof KnownProperties read) {
            return read;
        }
        ClassLoader loader = context.getClassLoader();
        KnownProperties known = onClassPath(loader == null ? KnownProperties.class.getClassLoader() : loader);
        beans.registerSingleton(name, known);
        return known;
    }

    /** The tree of all names; its root's only member is {@code hubify}. */
    public static KnownProperties onClassPath(ClassLoader loader) {
        KnownProperties tree = new KnownProperties();
        // A service may have properties of its own there; a program without any declares the group hubify in
        // its metadata.
        tree.at(ROOT).open = true;
        try {
            Enumeration<URL> documents = loader.getResources(METADATA);
            while (documents.hasMoreElements()) {
                try (InputStream document = documents.nextElement().openStream()) {
                    tree.read(new String(document.readAllBytes(), StandardCharsets.UTF_8), loader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + METADATA, e);
        }
        return tree;
    }

    /**
     * The full name of each property, with {@code *} for map keys and list indexes, and its default value; empty if it
     * has no default.
     */
    public Map<String, String> defaults() {
        Map<String, String> defaults = new TreeMap<>();
        members.forEach((name, member) -> member.collect(name, defaults));
        return defaults;
    }

    /** The records that settings are bound to, by prefix; without those that have no effect. */
    Map<String, Set<Class<?>>> records() {
        Map<String, Set<Class<?>>> records = new TreeMap<>();
        members.forEach((name, member) -> member.collectRecords(name, records));
        return records;
    }

    /**
     * The member with this name, in any spelling Spring Boot accepts (relaxed binding), or the one for map keys and
     * list indexes; null if there is no such member.
     */
    @Nullable
    KnownProperties member(String name) {
        for (Map.Entry<String, KnownProperties> member : members.entrySet()) {
            if (uniform(member.getKey()).equals(uniform(name))) {
                return member.getValue();
            }
        }
        return members.get(ANY);
    }

    /** The members that have an effect. */
    Collection<String> names() {
        return members.entrySet().stream()
                .filter(member -> !member.getValue().ignored)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Whether it has members and therefore no value of its own. A list of simple values may be written as one value.
     */
    boolean hasMembers() {
        KnownProperties any = members.get(ANY);
        return !members.isEmpty() && (any == null || !any.members.isEmpty());
    }

    boolean isIgnored() {
        return ignored;
    }

    boolean isOpen() {
        return open;
    }

    private static String uniform(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private void collect(String name, Map<String, String> defaults) {
        if (hasMembers()) {
            members.forEach((element, member) -> member.collect(name + "." + element, defaults));
        } else {
            defaults.put(name, value);
        }
    }

    private void collectRecords(String name, Map<String, Set<Class<?>>> records) {
        if (!ignored && !types.isEmpty()) {
            records.put(name, types);
        }
        members.forEach((element, member) -> member.collectRecords(name + "." + element, records));
    }

    // Nimbus' parser, which is always on the class path: without Jackson, Spring Boot's own parser cannot read Spring
    // Boot's metadata.
    private static Map<String, Object> parse(String document) {
        try {
            return JSONObjectUtils.parse(document);
        } catch (ParseException e) {
            throw new IllegalStateException(METADATA + " is not valid JSON", e);
        }
    }

    private void read(String document, ClassLoader loader) {
        Map<String, Object> metadata = parse(document);
        if (metadata.get("ignored") instanceof Map<?, ?> ignoring
                && ignoring.get("properties") instanceof List<?> names) {
            for (Object entry : names) {
                if (entry instanceof Map<?, ?> property && property.get("name") instanceof String name) {
                    at(name).ignored = true;
                }
            }
        }
        if (metadata.get("groups") instanceof List<?> groups) {
            for (Object entry : groups) {
                if (entry instanceof Map<?, ?> group && group.get("name") instanceof String name) {
                    readGroup(name, group.get("type"), loader);
                }
            }
        }
    }

    private void readGroup(String name, @Nullable Object type, ClassLoader loader) {
        if (name.equals(ROOT)) {
            at(ROOT).open = false;
        } else if (name.startsWith(ROOT + ".")) {
            KnownProperties group = at(name);
            if (type instanceof String known
                    && ClassUtils.isPresent(known, loader)
                    && ClassUtils.resolveClassName(known, loader).isRecord()) {
                Class<?> record = ClassUtils.resolveClassName(known, loader);
                group.add(record);
                if (record.isAnnotationPresent(ConfigurationProperties.class)) {
                    group.types.add(record);
                }
            } else {
                group.open = true;
            }
        }
    }

    private KnownProperties at(String name) {
        KnownProperties node = this;
        for (String element : name.split("\\.", -1)) {
            node = node.child(element);
        }
        return node;
    }

    private KnownProperties child(String element) {
        return members.computeIfAbsent(element, none -> new KnownProperties());
    }

    private void add(Type type) {
        if (type instanceof ParameterizedType container) {
            Type[] arguments = container.getActualTypeArguments();
            child(ANY).add(arguments[arguments.length - 1]);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            addComponents(record);
        }
    }

    private void addComponents(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        Parameter[] parameters = constructor(record, components).getParameters();
        for (int i = 0; i < components.length; i++) {
            Name name = parameters[i].getAnnotation(Name.class);
            DefaultValue value = parameters[i].getAnnotation(DefaultValue.class);
            KnownProperties member =
                    child(name == null ? DataObjectPropertyName.toDashedForm(components[i].getName()) : name.value());
            member.value = value == null ? "" : String.join(", ", value.value());
            member.add(components[i].getGenericType());
        }
    }

    private static Constructor<?> constructor(Class<?> record, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return record.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e); // every record has it
        }
    }
}
