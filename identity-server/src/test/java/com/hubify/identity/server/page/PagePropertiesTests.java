package com.hubify.identity.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class PagePropertiesTests {

    /** Attack: who is on the way answers in place of those whom a person in trouble turns to; or a click runs a script. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://help.example.com",
                "http://localhost/help",
                "javascript:alert(1)",
                "data:text/html,x",
                "tel:555-0100",
                "mailto:nobody",
                "HTTPS://help.example.com",
                "https:help.example.com",
                "https:///help",
                "https://user@help.example.com",
                "//help.example.com",
                "/help",
                ""
            })
    void otherAddressesStopTheStart(String contact) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new PageProperties(URI.create(contact)))
                .satisfies(wrong -> assertThat(wrong.getName()).isEqualTo("hubify.identity.page.contact"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:security@example.com", "https://help.example.com/report?from=sign-in"})
    void peopleAreLedToTheseAlone(String contact) {
        assertThat(new PageProperties(URI.create(contact)).contact()).hasToString(contact);
    }
}
