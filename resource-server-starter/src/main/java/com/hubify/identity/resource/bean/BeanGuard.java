package com.hubify.identity.resource.bean;

import com.hubify.identity.resource.code.ServiceCalls;
import com.hubify.identity.resource.code.ServiceClasses;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.web.DemandJudge;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Wraps each bean with annotated methods that are not request handlers in a proxy that checks the caller: services,
 * repositories, actuator endpoints, resources of other frameworks. If a proxy is not possible, the service
 * does not start.
 */
public final class BeanGuard implements BeanPostProcessor, Ordered {

    /** Prefix of the class names of Spring's HTTP service clients. */
    private static final String CLIENT = "org.springframework.web.service.invoker.HttpServiceProxyFactory$";

    private final ConfigurableListableBeanFactory beans;
    private final Predicate<Method> knowsCaller;
    private final List<String> packages;
    private final Advisor advisor;
    private final ThreadCaller caller;
    private final DemandJudge judge;
    private final ServiceClasses classes;
    private final ServiceCalls calls;
    private final Map<AnnotatedPlace, AnnotatedBean> known = new ConcurrentHashMap<>();
    private final Map<AnnotatedPlace, HandlerDemand> demands = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> guarded = new ConcurrentHashMap<>();

    /**
     * Guards the beans of a factory.
     *
     * @param authorization interceptor that decides by {@link #decide}
     * @param knowsCaller whether the caller is known when a method runs
     */
    public BeanGuard(
            ConfigurableListableBeanFactory beans,
            Function<BeanGuard, MethodInterceptor> authorization,
            Predicate<Method> knowsCaller) {
        this.beans = beans;
        this.knowsCaller = knowsCaller;
        this.caller = new ThreadCaller(beans);
        this.judge = new DemandJudge(beans);
        this.classes = new ServiceClasses(beans);
        this.calls = new ServiceCalls(classes, beans);
        this.packages = AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of();
        MethodInterceptor decide = authorization.apply(this);
        this.advisor = new DefaultPointcutAdvisor((MethodInterceptor)
                invocation -> demand(invocation).isOfCaller() ? decide.invoke(invocation) : invocation.proceed());
    }

    /** Guards the beans of a factory, with the caller taken from the thread that calls a method. */
    public static BeanGuard byThread(ConfigurableListableBeanFactory beans) {
        return new BeanGuard(beans, BeanGuard::byThread, method -> true);
    }

    /** An interceptor that decides about the caller of the current thread. */
    public MethodInterceptor byThread() {
        return new AuthorizationManagerBeforeMethodInterceptor(Pointcut.TRUE, (AuthorizationManager<MethodInvocation>)
                (authentication, invocation) -> decide(known(authentication), invocation));
    }

    /** Decides whether a caller may call the method. */
    public AuthorizationResult decide(@Nullable Authentication authentication, MethodInvocation invocation) {
        return judge.decide(authentication, demand(invocation));
    }

    // Spring Security's supplier throws if there is no authentication.
    private @Nullable Authentication known(Supplier<? extends @Nullable Authentication> other) {
        Authentication known = caller.get();
        return known == null ? other.get() : known;
    }

    /** The classes of the service, for other checks at start. */
    public ServiceClasses classes() {
        return classes;
    }

    // Runs after all other post-processors, so that the proxy is the outermost.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /** What the called method requires beyond what the handler guard has already checked. */
    private HandlerDemand demand(MethodInvocation invocation) {
        Method method = invocation.getMethod();
        Class<?> seen = ((ProxyMethodInvocation) invocation).getProxy().getClass();
        Object target = invocation.getThis();
        Class<?> behind = target == null ? seen : AnnotatedPlace.behind(target);
        return demands.computeIfAbsent(
                new AnnotatedPlace(ClassUtils.getUserClass(seen), behind, method),
                place -> bean(new AnnotatedPlace(place.seen(), behind, null)).asks(method)
                        ? HandlerDemand.at(place)
                        : HandlerDemand.NONE);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof AopInfrastructureBean || isOwn(bean.getClass()) || isClient(bean)) {
            return bean;
        }
        AnnotatedBean annotated = ofBean(bean);
        if (!needsGuard(annotated, bean.getClass())) {
            return bean;
        }
        guarded.put(name, annotated.carriers());
        if (isGuarded(bean)) {
            return bean;
        }
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            advised.addAdvisor(0, advisor);
            return bean;
        }
        return proxy(bean);
    }

    /**
     * Stops the start if a type requires scopes and its framework instantiates it without Spring, so that no proxy
     * checks them.
     */
    public void requireComponent(Class<?> type) {
        require(ofType(type), AnnotatedElementUtils.hasAnnotation(type, Component.class) && guards(type));
    }

    /** Stops the start if an object that was passed to a framework requires scopes and is not a guarded bean. */
    public void requireGuarded(Object instance) {
        require(ofBean(instance), isGuarded(instance));
    }

    private static void require(AnnotatedBean annotated, boolean isGuarded) {
        AnnotatedBeanCheck.check(annotated);
        if (!annotated.asking.isEmpty() && !isGuarded) {
            throw annotated.unenforceable(
                    annotated.asking.get(0),
                    "its object is not a bean",
                    "Put @Component on its class and pass the class or the bean, or require the scope in a rule of"
                            + " hubify.resource.rules for its path.");
        }
    }

    /** Whether a proxy of this guards calls of a bean of this type. */
    public boolean guards(Class<?> type) {
        AnnotatedBean annotated = ofType(type);
        return needsGuard(annotated, type) && beans.getBeanNamesForType(type, true, false).length > 0;
    }

    public boolean isGuarded(Object bean) {
        for (Object each = bean; each != null; each = AopProxyUtils.getSingletonTarget(each)) {
            if (each instanceof Advised advised
                    && Arrays.asList(advised.getAdvisors()).contains(advisor)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a bean was guarded when it was created, and what another post-processor has wrapped around it requires
     * nothing that the proxy inside does not check.
     */
    boolean isGuardedInside(String name, AnnotatedBean annotated) {
        return guarded.getOrDefault(name, Set.of()).containsAll(annotated.carriers());
    }

    /** Whether an object is a client of another service, which enforces the annotations of the interface itself. */
    static boolean isClient(Object bean) {
        return bean instanceof Advised advised
                && Arrays.stream(advised.getAdvisors())
                        .anyMatch(each -> each.getAdvice().getClass().getName().startsWith(CLIENT));
    }

    /**
     * Whether a bean needs a proxy to check scopes.
     *
     * @throws InvalidDemand if a proxy cannot
     */
    boolean needsGuard(AnnotatedBean annotated, Class<?> type) {
        AnnotatedBeanCheck.check(annotated);
        boolean isFinal = !Proxy.isProxyClass(type) && Modifier.isFinal(type.getModifiers());
        if (annotated.asking.isEmpty() || (isFinal && annotated.isHandler())) {
            return false;
        }
        AnnotatedBeanCheck.checkProxy(annotated, isFinal, hasOnlyInterfaces(type) || type.isInterface(), knowsCaller);
        return true;
    }

    // JDK proxies and lambdas are visible only by their interfaces.
    private static boolean hasOnlyInterfaces(Class<?> type) {
        return Proxy.isProxyClass(type) || type.isHidden();
    }

    private Object proxy(Object bean) {
        ProxyFactory factory = new ProxyFactory();
        factory.setTarget(bean);
        if (hasOnlyInterfaces(bean.getClass())) {
            factory.setInterfaces(Arrays.stream(bean.getClass().getInterfaces())
                    .filter(type -> !type.getName().startsWith("org.springframework.aop."))
                    .filter(type -> !type.getName().startsWith("org.springframework.core."))
                    .toArray(Class<?>[]::new));
        } else {
            AnnotatedBeanCheck.checkNeighbours(ofBean(bean));
            factory.setProxyTargetClass(true);
        }
        factory.addAdvisor(advisor);
        return factory.getProxy(bean.getClass().getClassLoader());
    }

    AnnotatedBean ofBean(Object instance) {
        return bean(AnnotatedPlace.of(instance));
    }

    /** For a bean that is not created yet. */
    AnnotatedBean ofType(Class<?> type) {
        Class<?> own = ClassUtils.getUserClass(type);
        return bean(new AnnotatedPlace(own, own, null));
    }

    private AnnotatedBean bean(AnnotatedPlace place) {
        return known.computeIfAbsent(place, each -> new AnnotatedBean(each, calls::mayCall));
    }

    /**
     * Whether a type belongs to Spring or Java, which do not use our annotations, and not to a package of the service.
     */
    boolean isOwn(Class<?> type) {
        return isFrameworks(type)
                && packages.stream().noneMatch(own -> type.getName().startsWith(own + "."));
    }

    static boolean isFrameworks(Class<?> type) {
        String name = type.getName();
        return name.startsWith("org.springframework.") || name.startsWith("java.");
    }
}
