package com.hubify.identity.limits.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

class ServletCorsTests {

    private static final String PAGE = "https://page.example";

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    private final CorsFilter filter = filter();
    private final FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);

    /** Attack: a page that may read some paths alone reads refusals of the others. */
    @ParameterizedTest
    @CsvSource({
        "/api/*, /api, true",
        "/api/*, /api/labs, true",
        "/api/*, /apis, false",
        "/api/*, /admin, false",
        "/api/labs, /api/labs, true",
        "/api/labs, /api/labs/1, false",
        "*.json, /labs.json, true",
        "*.json, /labs, false",
        "/*, /, true"
    })
    void filterCountsWhereItStands(String pattern, String path, boolean isAllowed) {
        registration.addUrlPatterns(pattern);
        beans.registerSingleton("registration", registration);

        assertThat(mayRead(path)).isEqualTo(isAllowed);
    }

    /** The same where the filter is a bean as well, which its registration takes the place of. */
    @Test
    void registrationOfABeanTakesItsPlace() {
        registration.addUrlPatterns("/api/*");
        beans.registerSingleton("registration", registration);
        beans.registerSingleton("filter", filter);

        assertThat(mayRead("/api/labs")).isTrue();
        assertThat(mayRead("/admin")).isFalse();
    }

    @Test
    void filterThatIsTurnedOffStandsNowhere() {
        registration.setEnabled(false);
        beans.registerSingleton("registration", registration);
        beans.registerSingleton("filter", filter);

        assertThat(mayRead("/api/labs")).isFalse();
    }

    @Test
    void filterWithoutARegistrationStandsEverywhere() {
        beans.registerSingleton("filter", filter);

        assertThat(mayRead("/admin")).isTrue();
    }

    private boolean mayRead(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        request.addHeader("Origin", PAGE);
        return new ServletCors(beans)
                .headers(request, new MockHttpServletResponse())
                .containsKey("Access-Control-Allow-Origin");
    }

    private static CorsFilter filter() {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.addAllowedOrigin(PAGE);
        allowed.addAllowedMethod("*");
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", allowed);
        return new CorsFilter(everywhere);
    }
}
