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

/** What the starter's chains open: health, the public paths, and what the rules allow a caller. */
public final class ServletAccess implements AuthorizationManager<RequestAuthorizationContext> {

    /** Beans that say what pages of other origins may do; without any, Spring Security can't be asked to heed them. */
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

    /** Has a chain decide so. */
    void decide(HttpSecurity http) {
        if (CORS.stream().anyMatch(context::containsBean)) {
            http.cors(Customizer.withDefaults());
        }
        http.authorizeHttpRequests(requests -> requests.anyRequest().access(this));
    }

    /**
     * Decides about a request as it was sent. A forward or an include of one that was let in is held to the rules and to what is
     * closed at the path it goes to, and is otherwise allowed what the request was.
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

    // What was let in by a chain of the service's own, for its own paths, was not let in here.
    private @Nullable AuthorizationResult within(
            Supplier<? extends @Nullable Authentication> authentication, HttpServletRequest request) {
        if (ServletSeenPath.isByRules(request)) {
            return dispatched.authorize(authentication, request);
        }
        ServletSeenPath.note(request);
        return sent.authorize(authentication, request);
    }

    /**
     * What to answer instead of calling a handler whose method or path is another than the chains have seen: after a forward or
     * include, or a filter that rewrites it. Whoever may ask for one path would otherwise get what a rule keeps at the other.
     *
     * @param isFile whether the handler serves static files, such as the welcome page, which a rule for everything isn't about
     * @param paths paths that the handler goes by, beside those of the request
     */
    public Optional<Refusal> refusal(HttpServletRequest request, boolean isFile, List<String> paths) {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            ServletSeenPath.noteErrorPage(request);
        }
        // Browsers ask for leave without a credential.
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

    /** The same before a servlet of the service's own, whose handlers no guard stands before. What it forwards to was decided. */
    Optional<Refusal> refusalAtServlet(HttpServletRequest request) {
        return refusal(request, ServletSeenPath.isWithin(request), List.of());
    }

    /** The same where a request is forwarded or included by the name of a servlet, which is not told: it may be any of them. */
    Optional<Refusal> refusalByName(HttpServletRequest request) {
        return refusal(request, true, ServletPlace.ofServlets(request.getServletContext()));
    }

    // Who decides about the path where a request ends. A chain of the service's own that
    // matches it would have asked what it likes, but for a rule somebody has written it down.
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
