package com.hubify.clerk.browser;

import com.hubify.clerk.instance.Issuer;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What guards the simulator: the check of hosts, and for pages that of posted forms, and headers that let a page load nothing from elsewhere. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    /** No form-action: browsers apply it to the redirect after a form too, and that goes to the application. */
    private static final String CONTENT_POLICY = "default-src 'none'; style-src 'self'; script-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

    private final Issuer issuer;
    private final HostProperties hosts;

    PageConfiguration(Issuer issuer, HostProperties hosts) {
        this.issuer = issuer;
        this.hosts = hosts;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // Every path: the Backend API's key is a public sample, so to know it proves nothing.
        registry.addInterceptor(new KnownHosts(issuer, hosts));
        registry.addInterceptor(new SameOriginForms())
                .addPathPatterns(
                        SignInAddress.PATH,
                        SignInAddress.CHOOSER,
                        SignOutController.PATH,
                        "/v1/me/oauth/consent/*",
                        "/simulator/people/**",
                        "/simulator/organizations/**");
    }

    @Bean
    static FilterRegistrationBean<Filter> securityHeaders() {
        return new FilterRegistrationBean<>((request, response, chain) -> {
            HttpServletResponse headers = (HttpServletResponse) response;
            headers.setHeader("Content-Security-Policy", CONTENT_POLICY);
            headers.setHeader("X-Content-Type-Options", "nosniff");
            // Not no-referrer: with that, browsers send "Origin: null" with our own forms.
            headers.setHeader("Referrer-Policy", "same-origin");
            chain.doFilter(request, response);
        });
    }
}
