package com.hubify.identity.server.clerk.event;

import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.background.BackgroundWork;
import com.hubify.identity.server.standing.Departures;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Takes and handles Clerk's events. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClerkWebhookProperties.class)
class ClerkEventConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ClerkEventConfiguration.class);

    @Bean
    ClerkPeople clerkPeople(Departures departures, Accounts accounts, Environment environment) {
        return new ClerkPeople(departures, accounts, environment.getRequiredProperty("hubify.identity.login.issuer"));
    }

    @Bean
    ClerkEventLoop clerkEventLoop(
            ClerkEvents queue,
            List<ClerkEventHandler> handlers,
            ApplicationEventPublisher events,
            Clock clock,
            BackgroundWork background,
            ClerkWebhookProperties properties,
            Environment environment) {
        if (properties.secrets().isEmpty()
                && StringUtils.hasText(environment.getProperty("hubify.identity.clerk.secret-key"))) {
            LOG.warn(
                    "Clerk can't tell this server who was deleted, banned or signed out: hubify.identity.clerk.webhooks.secrets is"
                            + " missing. Add the endpoint /webhooks/clerk in Clerk's dashboard, and set its signing secret");
        }
        return new ClerkEventLoop(new ClerkEventWorker(queue, handlers, events, clock), background);
    }
}
