package com.hubify.identity.resource.autoconfigure;

import com.hubify.identity.resource.graphql.GraphQlConfiguration;
import com.hubify.identity.resource.graphql.WebFluxGraphQlConfiguration;
import com.hubify.identity.resource.grpc.GrpcSecurityConfiguration;
import com.hubify.identity.resource.grpc.GrpcServicesConfiguration;
import com.hubify.identity.resource.handler.HandlerConfiguration;
import com.hubify.identity.resource.issuer.IssuerConfiguration;
import com.hubify.identity.resource.memory.CredentialConfiguration;
import com.hubify.identity.resource.message.MessageConfiguration;
import com.hubify.identity.resource.quota.QuotaConfiguration;
import com.hubify.identity.resource.reactive.WebFluxLoginConfiguration;
import com.hubify.identity.resource.reactive.WebFluxSecurityConfiguration;
import com.hubify.identity.resource.reactive.handler.WebFluxHandlerConfiguration;
import com.hubify.identity.resource.refusal.RefusalConfiguration;
import com.hubify.identity.resource.relay.RelayConfiguration;
import com.hubify.identity.resource.relay.WebFluxRelayConfiguration;
import com.hubify.identity.resource.revocation.RevocationConfiguration;
import com.hubify.identity.resource.servlet.ServletLoginConfiguration;
import com.hubify.identity.resource.servlet.ServletSecurityConfiguration;
import com.hubify.identity.resource.servlet.handler.ServletContainerConfiguration;
import com.hubify.identity.resource.servlet.handler.ServletHandlerConfiguration;
import com.hubify.identity.resource.settings.ResourceServerHints;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.unenforced.UnenforcedAnnotations;
import com.hubify.identity.resource.use.UseConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Makes a servlet, reactive or gRPC service accept Hubify's access tokens, API keys and Clerk session tokens. Each part
 * backs off if the service defines a bean of its own. Ordered before Spring Boot's security auto-configurations, so
 * that these back off.
 */
@AutoConfiguration(
        before = {
            ManagementWebSecurityAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            ReactiveOAuth2ResourceServerAutoConfiguration.class,
            ReactiveManagementWebSecurityAutoConfiguration.class,
            ReactiveWebSecurityAutoConfiguration.class,
            ReactiveUserDetailsServiceAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class
        },
        // By name: the auto-configurations of resource servers differ between Spring Boot 4.0 and 4.1.
        beforeName = {
            "org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.client.autoconfigure.reactive.ReactiveOAuth2ClientWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.reactive.ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration",
            "org.springframework.boot.grpc.server.autoconfigure.security.GrpcServerOAuth2ResourceServerAutoConfiguration"
        },
        afterName = {
            "org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration",
            "org.springframework.boot.security.oauth2.client.autoconfigure.reactive.ReactiveOAuth2ClientAutoConfiguration"
        })
@Conditional(ServesCallers.class)
@ImportRuntimeHints(ResourceServerHints.class)
@EnableConfigurationProperties(ResourceServerProperties.class)
@Import({
    IssuerConfiguration.class,
    CredentialConfiguration.class,
    RevocationConfiguration.class,
    RefusalConfiguration.class,
    UseConfiguration.class,
    QuotaConfiguration.class,
    HandlerConfiguration.class,
    ServletSecurityConfiguration.class,
    ServletContainerConfiguration.class,
    ServletHandlerConfiguration.class,
    ServletLoginConfiguration.class,
    WebFluxSecurityConfiguration.class,
    WebFluxHandlerConfiguration.class,
    WebFluxLoginConfiguration.class,
    RelayConfiguration.class,
    WebFluxRelayConfiguration.class,
    GrpcSecurityConfiguration.class,
    GrpcServicesConfiguration.class,
    GraphQlConfiguration.class,
    WebFluxGraphQlConfiguration.class,
    MessageConfiguration.class,
    HealthConfiguration.class,
    // Last, since it uses what the other checks of beans and handlers have found.
    UnenforcedAnnotations.class
})
public final class ResourceServerAutoConfiguration {}
