package com.hubify.identity.resource.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.reactive.WebFluxApiVersions;
import com.hubify.identity.resource.servlet.handler.ServletApiVersions;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.accept.DefaultApiVersionStrategy;
import org.springframework.web.accept.PathApiVersionResolver;
import org.springframework.web.accept.SemanticApiVersionParser;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Attack: a rule keeps {@code /v1/labs}, and the service takes {@code /1/labs} and {@code /v1.0/labs} for the same. */
class RuleVersionsTests {

    @ParameterizedTest
    @ValueSource(strings = {"/v1/labs", "/1.0/**", "/V1/{id}", "/v{n}/labs", "/v*/labs"})
    void stopTheStartWhereAVersionIsWritten(String path) {
        for (SmartInitializingSingleton stack : List.of(servlet(path), webFlux(path))) {
            assertThatThrownBy(stack::afterSingletonsInstantiated)
                    .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                    .hasMessageContaining("hubify.resource.rules[0].path matches version");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/{version}/labs", "/*/labs", "/**", "/actuator/**", "/"})
    void leaveOthersAlone(String path) {
        assertThatCode(servlet(path)::afterSingletonsInstantiated).doesNotThrowAnyException();
        assertThatCode(webFlux(path)::afterSingletonsInstantiated).doesNotThrowAnyException();
    }

    private static SmartInitializingSingleton servlet(String path) {
        RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
        mapping.setApiVersionStrategy(new DefaultApiVersionStrategy(
                List.of(new PathApiVersionResolver(0)), new SemanticApiVersionParser(), true, null, false, null, null));
        return new ServletApiVersions(new StaticListableBeanFactory(Map.of("mapping", mapping)), rule(path));
    }

    private static SmartInitializingSingleton webFlux(String path) {
        var mapping = new org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping();
        mapping.setApiVersionStrategy(new org.springframework.web.reactive.accept.DefaultApiVersionStrategy(
                List.of(new org.springframework.web.reactive.accept.PathApiVersionResolver(0)),
                new SemanticApiVersionParser(),
                true,
                null,
                false,
                null,
                null));
        return new WebFluxApiVersions(new StaticListableBeanFactory(Map.of("mapping", mapping)), rule(path));
    }

    private static ResourceServerProperties rule(String path) {
        return new Binder(new MapConfigurationPropertySource(Map.of(
                        "hubify.resource.issuer-uri", "http://localhost:9000", "hubify.resource.rules[0].path", path)))
                .bind("hubify.resource", ResourceServerProperties.class)
                .get();
    }
}
