package com.hubify.identity.resource.bean;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.resource.code.ScannedPackages;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import com.hubify.identity.resource.web.ScopesSupported;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.util.ClassUtils;

/**
 * Stops the start if a bean that needs the proxy of {@link BeanGuard} has none: it was created too early, registered as
 * an existing object, or belongs to another context, such as a parent context or that of a second
 * {@code DispatcherServlet}.
 */
public final class BeanInspection
        implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent>, ScopesSupported {

    /** Present if a test has replaced beans by objects of its own, such as mocks, which cannot be guarded. */
    private static final String OVERRIDES =
            "org.springframework.test.context.bean.override.internalBeanOverrideRegistry";

    private final ConfigurableListableBeanFactory beans;
    private final BeanGuard guard;
    private final Set<String> named = new TreeSet<>();
    private final Set<String> types = new HashSet<>();
    private final Set<String> enforced = new HashSet<>();
    private final Set<Class<?>> unguarded = new LinkedHashSet<>();
    private final Set<Class<?>> awaited = new HashSet<>();
    private final Set<String> scanned = new HashSet<>();
    private final Set<AnnotatedPlace> stale = new LinkedHashSet<>();

    public BeanInspection(ConfigurableListableBeanFactory beans, BeanGuard guard) {
        this.beans = beans;
        this.guard = guard;
    }

    @Override
    public void afterSingletonsInstantiated() {
        inspect(beans);
        BeanFactory parent = beans.getParentBeanFactory();
        while (parent instanceof ConfigurableListableBeanFactory above) {
            inspectOther(above);
            parent = above.getParentBeanFactory();
        }
    }

    /** Also inspects child contexts, which are created later. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() instanceof ConfigurableApplicationContext context) {
            inspectOther(context.getBeanFactory());
        }
    }

    @Override
    public Set<String> values() {
        return named;
    }

    private void inspectOther(ConfigurableListableBeanFactory other) {
        boolean hasGuard = other.getBeanNamesForType(BeanGuard.class, false, false).length > 0;
        if (other != beans && !hasGuard) {
            inspect(other);
        }
    }

    private void inspect(ConfigurableListableBeanFactory factory) {
        scanned.addAll(ScannedPackages.of(factory));
        Set<String> names = new LinkedHashSet<>(List.of(factory.getBeanDefinitionNames()));
        names.addAll(List.of(factory.getSingletonNames()));
        for (String name : names) {
            Class<?> type = factory.getType(name, false);
            Object bean = factory.getSingleton(name);
            if (type != null && type != Object.class && !(bean instanceof AopInfrastructureBean)) {
                inspect(factory, name, type, bean instanceof FactoryBean ? null : bean);
            }
        }
    }

    /** @param made null for a bean that is not created yet and known only by its type */
    private void inspect(ConfigurableListableBeanFactory factory, String name, Class<?> type, @Nullable Object made) {
        Class<?> target = made == null ? ClassUtils.getUserClass(type) : AnnotatedPlace.behind(made);
        types.add(ClassUtils.getUserClass(type).getName());
        types.add(target.getName());
        if (made == null) {
            awaited.add(type);
        }
        // This name denotes what a factory bean creates; the factory's own code may create more.
        Class<?> maker =
                factory.isFactoryBean(name) ? factory.getType(BeanFactory.FACTORY_BEAN_PREFIX + name, false) : null;
        if (maker != null) {
            types.add(ClassUtils.getUserClass(maker).getName());
        }
        if (!guard.isOwn(type) && !(made != null && BeanGuard.isClient(made))) {
            AnnotatedBean annotated = made == null ? guard.ofType(type) : guard.ofBean(made);
            boolean isGuarded = guard.needsGuard(annotated, type);
            if (isGuarded && isOpen(factory, name, made, annotated)) {
                throw annotated.unenforceable(
                        annotated.asking.get(0),
                        "its bean " + name
                                + " is created before beans can be guarded, registered as an existing object, or part of"
                                + " another application context",
                        "Define it as a bean of the application context that contains the starter, and don't let post-processors or"
                                + " other infrastructure depend on it.");
            }
            note(annotated, target, isGuarded);
        }
    }

    private boolean isOpen(
            ConfigurableListableBeanFactory factory, String name, @Nullable Object made, AnnotatedBean annotated) {
        boolean isReached =
                factory == beans && (made == null || guard.isGuarded(made) || guard.isGuardedInside(name, annotated));
        return !isReached && !factory.containsSingleton(OVERRIDES);
    }

    private void note(AnnotatedBean annotated, Class<?> target, boolean isGuarded) {
        if (isGuarded) {
            annotated.scopes().map(Scope::value).forEach(named::add);
        }
        annotated.stale().map(annotated::place).forEach(stale::add);
        if (isGuarded || annotated.isMapped()) {
            enforced.addAll(annotated.names);
        } else if (annotated.isAnnotated() && annotated.isHandler()) {
            unguarded.add(target);
        }
    }

    /** Types of annotated handlers without a proxy; the handler guard protects them only if a mapping leads to them. */
    public Set<Class<?>> unguarded() {
        return unguarded;
    }

    /** Methods with {@code @MaxStaleness}, which is enforced only if a mapping leads to them. */
    public Set<AnnotatedPlace> stale() {
        return stale;
    }

    /** Names of all types of beans. */
    public Set<String> types() {
        return types;
    }

    /** The packages that were scanned for components. */
    public Set<String> scanned() {
        return scanned;
    }

    /** Whether a guarded bean has the type of this name. */
    public boolean enforces(String type) {
        return enforced.contains(type);
    }

    /** Whether a bean that is not created yet may have this type. */
    public boolean awaits(Class<?> type) {
        return awaited.stream().anyMatch(bean -> bean.isAssignableFrom(type));
    }
}
