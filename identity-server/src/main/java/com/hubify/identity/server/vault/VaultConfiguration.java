package com.hubify.identity.server.vault;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.core.VaultTemplate;

/** One login at Vault or OpenBao for the whole server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultProperties.class)
@ConditionalOnProperty(name = "hubify.identity.signing.provider", havingValue = "vault")
class VaultConfiguration {

    /** For Vault alone: other scheduled work must not queue behind a Vault that doesn't answer. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler vaultScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(2);
        scheduler.setDaemon(true);
        scheduler.setThreadNamePrefix("vault-");
        return scheduler;
    }

    @Bean
    VaultConnection vaultConnection(VaultProperties properties) {
        return new VaultConnection(properties);
    }

    @Bean
    VaultSession vaultSession(
            VaultProperties properties,
            VaultConnection connection,
            @Qualifier("vaultScheduler") TaskScheduler scheduler,
            Clock clock) {
        var login = VaultLogin.by(properties, connection.withoutLogin());
        return new VaultSession(login, scheduler, connection.withoutLogin(), clock, properties.timeout());
    }

    @Bean
    VaultOperations vaultOperations(VaultConnection connection, VaultSession session) {
        return new VaultTemplate(connection.builder(), session);
    }
}
