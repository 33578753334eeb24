package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.web.ActuatorAccess;
import com.hubify.identity.resource.web.BearerErrors;
import com.hubify.identity.resource.web.Refusal;
import com.hubify.identity.resource.web.ResourceMetadata;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager.Builder;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsUtils;

/**
 * Authorization of the starter's filter chains: permits health and the public paths, and applies the rules to callers.
 */
public final class ServletAccess implements AuthorizationManager<RequestAuthorizationContext> {

    /** Beans with CORS settings; without any of them, Spring Security's CORS support cannot be enabled. */
    private static final List<String> CORS =
            List.of("corsFilter", "corsConfigurationSource", "mvcHandlerMappingIntrospector");

    private static final AuthorizationResult PASSES = new AuthorizationDecision(true);

    private final ResourceServerProperties properties;
    private final ServletRules rules;
    private final ServletUnmatchedRequests unmatched;
    private final ApplicationContext context;
    private final ThreadCaller caller;
    private final AuthorizationManager<HttpServletRequest> sent;
    private final AuthorizationManager<HttpServletRequest> handled;
    private final AuthorizationManager<HttpServletRequest> dispatched;
    private final AuthorizationManager<HttpServletRequest> others;

    ServletAccess(
            ResourceServerProperties properties,
            ServletRules rules,
            ServletUnmatchedRequests unmatched,
            ApplicationContext context) {
        this.properties = properties;
        this.rules = rules;
        this.unmatched = unmatched;
        this.context = context;
        this.caller = new ThreadCaller(context);
        this.sent = withOthers(rules);
        AuthorizationManager<RequestAuthorizationContext> scoped = rules.scoped(rule -> true);
        this.handled = withOthers(scoped);
        this.dispatched = withOthers(rules.scoped(rule -> !rule.isForEverything()));
        this.others =
                (authentication, request) -> scoped.authorize(authentication, new RequestAuthorizationContext(request));
    }

    /** Configures the authorization of a chain. */
    void decide(HttpSecurity http) {
        if (CORS.stream().anyMatch(context::containsBean)) {
            http.cors(Customizer.withDefaults());
        }
        http.authorizeHttpRequests(requests -> requests.anyRequest().access(this));
    }

    /**
     * Decides about a request as it was sent. A forward or include of an allowed request must also satisfy the rules
     * for its own path, and must not go to a closed actuator endpoint; otherwise it is allowed as the request was.
     */
    @Override
    public @Nullable AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.ERROR) {
            ServletSeenPath.noteErrorPage(request);
            return PASSES;
        }
        if (!ServletSeenPath.isWithin(request)) {
            ServletSeenPath.note(request);
            return sent.authorize(authentication, request);
        }
        return ServletSeenPath.isErrorPage(request)
                ? PASSES
                : ServletSeenPath.asDispatched(request, () -> within(authentication, request));
    }

    // A request that a filter chain of the service allowed for its own paths was not allowed here.
    private @Nullable AuthorizationResult within(
            Supplier<? extends @Nullable Authentication> authentication, HttpServletRequest request) {
        if (ServletSeenPath.isByRules(request)) {
            return dispatched.authorize(authentication, request);
        }
        ServletSeenPath.note(request);
        return sent.authorize(authentication, request);
    }

    /**
     * The refusal for a request whose method or path has changed after the filter chains authorized it, by a forward,
     * an include or a filter; empty if it is allowed there, too. Otherwise a caller who may access one path could reach
     * what a rule protects at the other.
     *
     * @param isFile whether the handler serves static files, such as the welcome page, to which a rule for everything
     *     does not apply
     * @param paths paths that the handler uses, in addition to those of the request
     */
    public Optional<Refusal> refusal(HttpServletRequest request, boolean isFile, List<String> paths) {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            ServletSeenPath.noteErrorPage(request);
        }
        // CORS preflight requests carry no credential.
        if (ServletSeenPath.isErrorPage(request) || CorsUtils.isPreFlightRequest(request)) {
            return Optional.empty();
        }
        return ServletSeenPath.elsewhere(request, paths).stream()
                .map(path -> ServletSeenPath.at(
                        path, request, () -> elsewhere(request, isFile).authorize(caller::get, request)))
                .filter(result -> result != null && !result.isGranted())
                .findFirst()
                .map(result -> BearerErrors.of(new AuthorizationDeniedException("Access Denied", result)));
    }

    /**
     * The same for a servlet other than Spring MVC's, whose handlers have no guard. Rules for everything do not apply
     * to forwards and includes, since they applied to the original request.
     */
    Optional<Refusal> refusalAtServlet(HttpServletRequest request) {
        return refusal(request, ServletSeenPath.isWithin(request), List.of());
    }

    /**
     * The same for a request that is forwarded or included by a servlet's name. The name is not available here, so it
     * may be any servlet.
     */
    Optional<Refusal> refusalByName(HttpServletRequest request) {
        return refusal(request, true, ServletPlace.ofServlets(request.getServletContext()));
    }

    // What decides about the final path of a request. If a filter chain of the service matches it, that chain's own
    // decision is not known here, but the rules that name the path are applied.
    private AuthorizationManager<HttpServletRequest> elsewhere(HttpServletRequest request, boolean isFile) {
        boolean isForOwnChain = !ServletSeenPath.isByRules(request) && !unmatched.matches(request);
        if (isForOwnChain) {
            return ServletSeenPath.isNoted(request) ? others : (authentication, context) -> PASSES;
        }
        boolean isSent = ServletSeenPath.isNoted(request) && !ServletSeenPath.isByRules(request);
        return isSent ? sent : isFile ? dispatched : handled;
    }

    private AuthorizationManager<HttpServletRequest> withOthers(
            AuthorizationManager<RequestAuthorizationContext> others) {
        Builder requests = RequestMatcherDelegatingAuthorizationManager.builder();
        if (ActuatorAccess.isPresent()) {
            ActuatorAccess actuator = ActuatorAccess.of(context.getEnvironment());
            open(requests, EndpointRequest.to("health"));
            open(requests, EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, "health"));
            open(requests, actuator.named(properties.publicPaths()));
            requests.add(EndpointRequest.toAnyEndpoint(), rules.only(actuator));
        }
        open(requests, properties.publicPaths());
        return requests.add(AnyRequestMatcher.INSTANCE, others).build();
    }

    private void open(Builder requests, List<String> paths) {
        for (String path : paths) {
            RequestMatcher matcher = rules.matcher(path);
            open(
                    requests,
                    request -> ResourceMetadata.READING.contains(HttpMethod.valueOf(request.getMethod()))
                            && matcher.matches(request));
        }
    }

    private static void open(Builder requests, RequestMatcher matcher) {
        requests.add(matcher, (authentication, context) -> PASSES);
    }
}
