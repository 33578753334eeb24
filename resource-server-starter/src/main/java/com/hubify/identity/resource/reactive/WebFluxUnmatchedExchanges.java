package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.web.ChainReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The reactive counterpart of {@code ServletUnmatchedRequests}: matches requests that no other filter chain matches.
 */
final class WebFluxUnmatchedExchanges
        implements ServerWebExchangeMatcher, SmartInitializingSingleton, HttpHandlerDecoratorFactory {

    /** Names of the starter's own chains. */
    private static final Set<String> OWN = Set.of("hubifyResourceServerChain", "hubifyLoginChain");

    private static final Logger log = LoggerFactory.getLogger(WebFluxUnmatchedExchanges.class);

    private final ListableBeanFactory beans;
    private final boolean isEnabled;
    private final ChainReport report;
    private volatile List<SecurityWebFilterChain> others = List.of();
    private volatile boolean isBuilt;

    WebFluxUnmatchedExchanges(ListableBeanFactory beans, ResourceServerProperties properties) {
        this.beans = beans;
        this.isEnabled = properties.filterChain().enabled();
        this.report = new ChainReport(log, properties);
    }

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        if (!isEnabled) {
            return MatchResult.notMatch();
        }
        return others.isEmpty()
                ? MatchResult.match()
                : Flux.fromIterable(others)
                        .concatMap(other -> other.matches(exchange))
                        .any(Boolean::booleanValue)
                        .flatMap(matched -> matched ? MatchResult.notMatch() : MatchResult.match());
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, SecurityWebFilterChain> chains =
                new TreeMap<>(BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, SecurityWebFilterChain.class));
        chains.keySet().removeAll(OWN);
        boolean isUsed =
                BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, WebFilterChainProxy.class).keySet().stream()
                        .anyMatch(WebFluxUnmatchedExchanges::isOfSpringSecurity);
        others = List.copyOf(chains.values());
        if (isEnabled && !isUsed) {
            throw ChainReport.unused(WebFilterChainProxy.class.getSimpleName());
        }
        // An HttpHandler of the service's own may call handlers without filters: all would be open
        // without a credential.
        Set<String> handlers = beans.getBeansOfType(HttpHandler.class).keySet();
        if (isEnabled && !isBuilt && !handlers.isEmpty()) {
            throw ChainReport.without("the HttpHandler " + String.join(", ", handlers));
        }
        report.say(chains.keySet());
        report.warnOfUnasked(beans, this::isTaken);
    }

    private boolean isTaken(ChainReport.Sample sample) {
        ServerWebExchange exchange = WebFluxSampleExchange.of(sample);
        // A matcher may need more than this sample exchange has, or block: then the result is unknown.
        return Flux.fromIterable(others)
                .concatMap(other -> other.matches(exchange))
                .any(Boolean::booleanValue)
                .onErrorReturn(false)
                .toFuture()
                .getNow(false);
    }

    // A filter bean with another name may contain other filter chains, which cannot be read.
    private static boolean isOfSpringSecurity(String filter) {
        return filter.startsWith(EnableWebFluxSecurity.class.getPackageName());
    }

    /** Called when the server's handler is built from this context's beans, with all its filters. */
    @Override
    public HttpHandler apply(HttpHandler handler) {
        isBuilt = true;
        return handler;
    }

    @Override
    public String toString() {
        return isEnabled ? "requests that no other filter chain matches" : "no request";
    }
}
