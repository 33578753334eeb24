package com.hubify.identity.resource.reactive.handler;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresRecentSignIn;
import com.hubify.identity.resource.RequiresScope;
import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.reactive.WebFluxApiVersions;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.reactivestreams.Publisher;
import org.springframework.aop.Pointcut;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.KotlinDetector;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeReactiveMethodInterceptor;
import org.springframework.util.ClassUtils;

/** {@link RequiresScope}, {@link RequiresRecentSignIn}, {@link MaxStaleness} and {@link Caller} in handlers of Spring WebFlux. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@Import({WebFluxHandlerGuard.class, WebFluxApiVersions.class, WebFluxHandlers.class, WebFluxRoutes.class})
public class WebFluxHandlerConfiguration {

    /** Takes the caller from the reactive context, which exists only for methods that return a publisher. */
    @Bean
    static BeanGuard hubifyBeanGuard(ConfigurableListableBeanFactory beans) {
        return new BeanGuard(
                beans,
                guard -> {
                    MethodInterceptor byThread = guard.byThread();
                    MethodInterceptor byContext = new AuthorizationManagerBeforeReactiveMethodInterceptor(
                            Pointcut.TRUE,
                            (authentication, invocation) ->
                                    authentication.map(known -> guard.decide(known, invocation)));
                    return call -> (isOfGrpc(call.getMethod()) ? byThread : byContext).invoke(call);
                },
                method -> isOfGrpc(method) || hasContext(method));
    }

    // What Spring Security's interceptor supports: publishers, and Kotlin functions that are suspending or
    // return a Flow.
    private static boolean hasContext(Method method) {
        return Publisher.class.isAssignableFrom(method.getReturnType())
                || KotlinDetector.isSuspendingFunction(method)
                || method.getReturnType().getName().equals("kotlinx.coroutines.flow.Flow");
    }

    /** gRPC calls each have a thread, in reactive services, too. */
    private static boolean isOfGrpc(Method method) {
        return ClassUtils.getAllInterfacesForClassAsSet(method.getDeclaringClass()).stream()
                .anyMatch(type -> type.getName().equals("io.grpc.BindableService"));
    }
}
