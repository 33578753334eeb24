package com.hubify.identity.server.client;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Looks at the clients before the first bean is made, so that a bad one is told in a sentence and not in a trace of beans. */
final class ClientSettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ClientProperties properties =
                Binder.get(context.getEnvironment()).bindOrCreate("hubify.identity", ClientProperties.class);
        new ClientCatalog(properties, new ClientSecrets());
    }
}
