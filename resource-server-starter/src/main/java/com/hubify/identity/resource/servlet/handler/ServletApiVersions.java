package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.web.RuleVersions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.server.RequestPath;
import org.springframework.security.web.FilterInvocation;
import org.springframework.security.web.access.PathPatternRequestTransformer;
import org.springframework.web.accept.ApiVersionStrategy;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Checks at start that the rules match paths with API versions as Spring MVC does. */
public final class ServletApiVersions implements SmartInitializingSingleton {

    private final ListableBeanFactory beans;
    private final ResourceServerProperties properties;

    public ServletApiVersions(ListableBeanFactory beans, ResourceServerProperties properties) {
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

    private static @Nullable String version(ApiVersionStrategy strategy, String path) {
        HttpServletRequest request =
                new PathPatternRequestTransformer().transform(new FilterInvocation("", path, "GET").getRequest());
        ServletRequestPathUtils.setParsedRequestPath(RequestPath.parse(path, null), request);
        return strategy.resolveVersion(request);
    }
}
