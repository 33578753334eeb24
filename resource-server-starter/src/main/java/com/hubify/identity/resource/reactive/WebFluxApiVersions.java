package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.web.ChainReport;
import com.hubify.identity.resource.web.RuleVersions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.reactive.accept.ApiVersionStrategy;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;

/** Checks at start that the rules match paths with API versions as Spring WebFlux does. */
public final class WebFluxApiVersions implements SmartInitializingSingleton {

    private final ListableBeanFactory beans;
    private final ResourceServerProperties properties;

    public WebFluxApiVersions(ListableBeanFactory beans, ResourceServerProperties properties) {
        this.beans = beans;
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        beans.getBeansOfType(AbstractHandlerMapping.class).values().stream()
                .map(AbstractHandlerMapping::getApiVersionStrategy)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(strategy -> RuleVersions.require(
                        properties.rules(), path -> version(strategy, path), strategy::parseVersion));
    }

    // A strategy that resolves the version asynchronously does not read it from the path, and is not waited for.
    private static @Nullable String version(ApiVersionStrategy strategy, String path) {
        return strategy.resolveApiVersion(WebFluxSampleExchange.of(new ChainReport.Sample("GET", path)))
                .toFuture()
                .getNow(null);
    }
}
