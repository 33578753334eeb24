package com.hubify.identity.server.explanation;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Explanations of refusals.
 *
 * @param kept How long the reference of a refusal can be asked about, from 1h to 90d.
 */
@ConfigurationProperties("hubify.identity.explanations")
record ExplanationProperties(@DefaultValue("7d") Duration kept) {

    ExplanationProperties {
        Settings.requireBetween(Duration.ofHours(1), kept, Duration.ofDays(90), "hubify.identity.explanations.kept");
    }
}
