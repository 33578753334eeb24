package com.hubify.identity.resource.reactive.handler;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresScope;
import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.reactive.WebFluxAccess;
import com.hubify.identity.resource.reactive.WebFluxApiVersions;
import com.hubify.identity.resource.reactive.WebFluxBearerErrors;
import com.hubify.identity.resource.reactive.WebFluxCredentials;
import com.hubify.identity.resource.reactive.WebFluxVerifier;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.web.ScopeDecision;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.reactivestreams.Publisher;
import org.springframework.aop.Pointcut;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.KotlinDetector;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeReactiveMethodInterceptor;
import org.springframework.util.ClassUtils;

/** {@link RequiresScope}, {@link MaxStaleness} and {@link Caller} at Spring WebFlux's handlers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
public class WebFluxHandlerConfiguration {

    @Bean
    static WebFluxCallerArgument hubifyCallerArgument() {
        return new WebFluxCallerArgument();
    }

    @Bean
    WebFluxHandlerGuard hubifyHandlerAdapter(
            HandlerGuard guard,
            WebFluxVerifier verifier,
            WebFluxCredentials credentials,
            WebFluxAccess access,
            WebFluxBearerErrors errors,
            ListableBeanFactory beans) {
        return new WebFluxHandlerGuard(guard, verifier, credentials.converter(), access, errors, beans);
    }

    /** Knows the caller in the reactive context, which only what returns a publisher is subscribed with. */
    @Bean
    static BeanGuard hubifyBeanGuard(ConfigurableListableBeanFactory beans) {
        return new BeanGuard(
                beans,
                guard -> {
                    MethodInterceptor byThread = guard.byThread();
                    MethodInterceptor byContext = new AuthorizationManagerBeforeReactiveMethodInterceptor(
                            Pointcut.TRUE,
                            (authentication, invocation) -> authentication.map(known -> ScopeDecision.about(
                                    known, guard.demand(invocation).scopes())));
                    return call -> (isOfGrpc(call.getMethod()) ? byThread : byContext).invoke(call);
                },
                method -> isOfGrpc(method) || hasContext(method));
    }

    // What Spring Security's interceptor subscribes to: publishers, and Kotlin's functions that are suspending or
    // return a Flow.
    private static boolean hasContext(Method method) {
        return Publisher.class.isAssignableFrom(method.getReturnType())
                || KotlinDetector.isSuspendingFunction(method)
                || method.getReturnType().getName().equals("kotlinx.coroutines.flow.Flow");
    }

    /** Calls of gRPC have a thread each, reactive service or not. */
    private static boolean isOfGrpc(Method method) {
        return ClassUtils.getAllInterfacesForClassAsSet(method.getDeclaringClass()).stream()
                .anyMatch(type -> type.getName().equals("io.grpc.BindableService"));
    }

    @Bean
    WebFluxApiVersions hubifyApiVersions(ListableBeanFactory beans, ResourceServerProperties properties) {
        return new WebFluxApiVersions(beans, properties);
    }

    @Bean
    WebFluxHandlers hubifyHandlers(ListableBeanFactory beans, HandlerGuard guard) {
        return new WebFluxHandlers(beans, guard);
    }

    @Bean
    WebFluxRoutes hubifyRoutes(ListableBeanFactory beans, BeanGuard guard, HandlerGuard handlers) {
        return new WebFluxRoutes(beans, guard, handlers);
    }
}
