package com.hubify.identity.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientLinksTests {

    @ParameterizedTest
    @ValueSource(strings = {"https://cdn.example/logo.png", "https://a.example:8443/x/%20y/l@2x.svg"})
    void takesAPictureWithAnAddressThatAPolicyCanName(String address) {
        assertThat(new ClientLinks(address, null, null).logo()).isEqualTo(address);
    }

    /** Attack: an address that ends the source or the directive in the policy, and adds others; or one that leads elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.example/a.png; script-src *",
                "https://cdn.example/a.png;script-src",
                "https://cdn.example/a.png,default-src",
                "https://cdn.example/a.png *",
                "https://cdn.example/a.png?who=1",
                "https://*.example/a.png",
                "https://me@cdn.example/a.png",
                "https://cdn.example",
                "http://cdn.example/a.png",
                "//cdn.example/a.png",
                "data:image/png;base64,AAAA",
                "https://cdn.example/a'self'"
            })
    void takesNoOtherPicture(String address) {
        assertThat(new ClientLinks(address, null, null).logo()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://demo.example", "https://demo.example/privacy?lang=en#you"})
    void takesPages(String address) {
        assertThat(new ClientLinks(null, address, address))
                .isEqualTo(new ClientLinks(null, address, address))
                .satisfies(links ->
                        assertThat(links.policy()).isEqualTo(links.home()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://demo.example",
                "https://",
                "https://you@demo.example/",
                "https://demo.example/\"><script>",
                "https:demo.example"
            })
    void takesNoOtherPages(String address) {
        assertThat(new ClientLinks(null, address, address)).isEqualTo(new ClientLinks(null, null, null));
    }
}
